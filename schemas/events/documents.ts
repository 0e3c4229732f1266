import * as z from 'zod/mini';
import { SpaceId } from '../account.ts';
import { DocumentDescription, DocumentId, FileId, FileType, MAX_FILE_BYTES, MAX_FILES } from '../document.ts';
import { WalletArchiveId } from '../wallet-archive.ts';
import { defineConsumer, defineEvent } from './event.ts';
import { spaceClosed } from './spaces.ts';

const Place = z.object({ spaceId: SpaceId, documentId: DocumentId });

/** A document expires soon, and its members want to be told. */
export const documentExpiring = defineEvent('document.expiring', z.extend(Place, { expiresOn: z.iso.date() }));

/** A file was checked and can be read. */
export const documentFileChecked = defineEvent('document.file-checked', z.extend(Place, { fileId: FileId, type: FileType }));

/**
 * A capability wants to put a document of an administration into a space. The id of the document is chosen by who asks, in order of time, and makes
 * it one and the same deposit however often it is asked for. Its files already lie in the bucket of documents as `deposits/<fileId>`.
 */
export const documentDepositAsked = defineEvent(
  'document.deposit-asked',
  z.extend(Place, {
    /** As people know it. */
    organisation: z.string().check(z.minLength(1), z.maxLength(200)),
    description: DocumentDescription,
    files: z
      .array(z.object({ id: FileId, name: z.string().check(z.maxLength(1000)), size: z.int().check(z.gte(1), z.lte(MAX_FILE_BYTES)) }))
      .check(z.minLength(1), z.maxLength(MAX_FILES)),
  }),
);

/** A deposit has arrived, and all its files can be read. */
export const documentDeposited = defineEvent('document.deposited', Place);

/** A deposit was not taken: nothing of it is kept. */
export const documentDepositRefused = defineEvent(
  'document.deposit-refused',
  z.extend(Place, { reason: z.enum(['space-full', 'too-many-documents', 'file-refused', 'space-gone']) }),
);

/** A member wants all files of a space in one archive. */
export const documentArchiveAsked = defineEvent('document.archive-asked', z.object({ spaceId: SpaceId, archiveId: WalletArchiveId }));

/** A capability wants its own copy of a file that a member chose, for instance to send with a procedure. */
export const documentCopyAsked = defineEvent('document.copy-asked', z.extend(Place, { fileId: FileId, copyId: z.uuid() }));

/** The copy lies in the bucket of documents as `copies/<copyId>`, and is the asker's to keep and to erase. */
export const documentCopied = defineEvent(
  'document.copied',
  z.extend(Place, { fileId: FileId, copyId: z.uuid(), name: z.string(), type: FileType, size: z.int(), sha256: z.string() }),
);

/** There is no such file in that space. */
export const documentCopyRefused = defineEvent('document.copy-refused', z.extend(Place, { fileId: FileId, copyId: z.uuid() }));

/** Who listens to what becomes of documents. */
export const documentConsumers = {
  'documents-letters': defineConsumer({
    on: [documentExpiring, documentDeposited],
    why: 'Des personnes ne sont pas prévenues qu’un de leurs documents expire bientôt, ou qu’une administration leur en a déposé un.',
  }),
  'documents-previewer': defineConsumer({
    on: [documentFileChecked],
    why: 'Des personnes ne voient pas l’aperçu d’une image de leur porte-documents ; elles peuvent toujours la télécharger.',
  }),
  'documents-archiver': defineConsumer({
    on: [documentArchiveAsked],
    why: 'Des personnes attendent l’archive de leurs documents, qui ne vient pas.',
  }),
  'documents-cleaner': defineConsumer({
    on: [spaceClosed],
    why: 'Les documents d’un espace fermé restent enregistrés, alors qu’il a été promis qu’ils disparaissent.',
  }),
  'documents-exchanges': defineConsumer({
    on: [documentDepositAsked, documentCopyAsked],
    why: 'Un document déposé par une administration n’arrive pas dans le porte-documents, ou une pièce choisie ne part pas avec sa démarche.',
  }),
};
