import * as z from 'zod/mini';
import { SpaceId } from './account.ts';
import { DocumentKind } from './document-kind.ts';
import { MemberId } from './space.ts';

/** In order of time: the newest has the highest. */
export const DocumentId = z.uuid().brand('DocumentId').register(z.globalRegistry, { id: 'DocumentId' });
export type DocumentId = z.output<typeof DocumentId>;

/** Random: the names of objects are made of it and say nothing else. */
export const FileId = z.uuid().brand('FileId').register(z.globalRegistry, { id: 'FileId' });
export type FileId = z.output<typeof FileId>;

/** A megabyte is a million bytes, as people count and as disks are sold: decision 36. */
export const MEGABYTE = 1_000_000;
export const MAX_FILE_BYTES = 4 * MEGABYTE;
export const MAX_SPACE_BYTES = 235 * MEGABYTE;
export const MAX_FILES = 4;
export const MAX_DOCUMENTS = 1_000;
/** Days during which what was deleted or replaced can be had back. */
export const KEPT_DAYS = 30;
/** Days before a document expires on which people are reminded. */
export const REMINDER_DAYS = [60, 15] as const;

/** Unseen, they turn the direction of all that is written after them: « facture\u202Efdp » reads as « facturepdf », and so does the sentence around it. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/gu;

/** What a person calls a document: any writing of the world, on one line. */
export const DocumentName = z
  .pipe(
    z.string().check(
      z.overwrite((name) => name.replace(TURNS, '')),
      z.trim(),
    ),
    z
      .string()
      .check(
        z.minLength(1, 'Donnez un nom au document.'),
        z.maxLength(120, 'Le nom d’un document a 120 caractères au plus.'),
        z.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'Le nom d’un document tient sur une ligne.'),
      ),
  )
  .register(z.globalRegistry, { id: 'DocumentName' });

/** The day after which a document is no longer valid. */
const ExpiryDate = z.nullable(z.iso.date('Donnez la date sous la forme AAAA-MM-JJ.'));

/** What a person says of a document. */
export const DocumentDescription = z
  .object({
    name: DocumentName,
    kind: DocumentKind,
    expiresOn: z._default(ExpiryDate, null),
    /** Whether the members are reminded before it expires. */
    reminders: z._default(z.boolean(), true),
  })
  .register(z.globalRegistry, { id: 'DocumentDescription' });
export type DocumentDescription = z.output<typeof DocumentDescription>;

/** Media types that a wallet keeps: found from the content of a file, never believed from its name. */
export const FileType = z
  .enum([
    'application/pdf',
    'image/jpeg',
    'image/png',
    'image/heic',
    'application/vnd.oasis.opendocument.text',
    'application/vnd.oasis.opendocument.spreadsheet',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ])
  .register(z.globalRegistry, { id: 'FileType' });
export type FileType = z.output<typeof FileType>;

/** A file that was checked: only such a one can be read. */
export const StoredFile = z
  .object({
    id: FileId,
    name: z.string(),
    type: FileType,
    /** In bytes. */
    size: z.int(),
    addedAt: z.iso.datetime(),
    /** Since when it has its place, its own or that of the file it replaced: files stand in the order in which they were sent, not in that of their checks. */
    placedAt: z.optional(z.iso.datetime()),
    /** Null when an administration deposited it. */
    addedBy: z.nullable(MemberId),
    /** Whether there is a small picture of it. */
    preview: z.boolean(),
    /** Of a picture of which there will be none: it has more pixels than are looked at, or they cannot be made out. */
    noPreview: z.optional(z.enum(['too-large', 'unreadable'])),
  })
  .register(z.globalRegistry, { id: 'StoredFile' });
export type StoredFile = z.output<typeof StoredFile>;

/** A file that is on its way or being checked; its room in the space is already taken. */
export const FileOnItsWay = z
  .object({
    id: FileId,
    name: z.string(),
    size: z.int(),
    /** The file whose place it takes. */
    replaces: z.nullable(FileId),
    openedAt: z.iso.datetime(),
    /** Null when an administration deposits it. */
    openedBy: z.nullable(MemberId),
    /** When its room is given back unless it has arrived. */
    until: z.iso.datetime(),
  })
  .register(z.globalRegistry, { id: 'FileOnItsWay' });
export type FileOnItsWay = z.output<typeof FileOnItsWay>;

/** A file that was refused and removed; told until somebody has read it, the last four at most. */
export const RefusedFile = z
  .object({
    id: FileId,
    name: z.string(),
    /** French: why, and what to do. */
    reason: z.string(),
    refusedAt: z.iso.datetime(),
  })
  .register(z.globalRegistry, { id: 'RefusedFile' });
export type RefusedFile = z.output<typeof RefusedFile>;

/** Who put a document there, when it was not a member. */
export const DocumentOrigin = z
  .object({ organisation: z.string().check(z.minLength(1), z.maxLength(200)), depositedAt: z.iso.datetime() })
  .register(z.globalRegistry, { id: 'DocumentOrigin' });
export type DocumentOrigin = z.output<typeof DocumentOrigin>;

export const WalletDocument = z
  .object({
    id: DocumentId,
    spaceId: SpaceId,
    /** Grows with each change: a change names the one that it has read. */
    version: z.int(),
    name: z.string(),
    kind: DocumentKind,
    expiresOn: z.nullable(z.string()),
    reminders: z.boolean(),
    addedAt: z.iso.datetime(),
    addedBy: z.nullable(MemberId),
    origin: z.nullable(DocumentOrigin),
    files: z.array(StoredFile),
    onTheirWay: z.array(FileOnItsWay),
    refused: z.array(RefusedFile),
  })
  .register(z.globalRegistry, { id: 'Document' });
export type WalletDocument = z.output<typeof WalletDocument>;

/** A document that was deleted, and until when it can be had back. */
export const DeletedDocument = z
  .extend(WalletDocument, { deletedAt: z.iso.datetime(), deletedBy: z.nullable(MemberId), keptUntil: z.iso.datetime() })
  .register(z.globalRegistry, { id: 'DeletedDocument' });
export type DeletedDocument = z.output<typeof DeletedDocument>;

/** A file that was replaced or removed from its document, and until when it can be had back. */
export const FormerFile = z
  .extend(StoredFile, {
    documentId: DocumentId,
    removedAt: z.iso.datetime(),
    removedBy: z.nullable(MemberId),
    keptUntil: z.iso.datetime(),
  })
  .register(z.globalRegistry, { id: 'FormerFile' });
export type FormerFile = z.output<typeof FormerFile>;

/** How full a space is, in bytes; what is on its way counts, what was deleted does not. */
export const Storage = z
  .object({
    used: z.int(),
    limit: z.int(),
    left: z.int(),
    /** Bytes of what was deleted or replaced and can still be had back; they have a limit of their own, as large. */
    deleted: z.int(),
    documents: z.int(),
    /** French: what is left, for people. */
    sentence: z.string(),
  })
  .register(z.globalRegistry, { id: 'Storage' });
export type Storage = z.output<typeof Storage>;

/** A form to send one file with, straight to storage. */
export const UploadForm = z
  .object({ url: z.url(), fields: z.record(z.string(), z.string()), expiresAt: z.iso.datetime() })
  .register(z.globalRegistry, { id: 'UploadForm' });
export type UploadForm = z.output<typeof UploadForm>;

/** Where a file can be had during one minute, by whoever asked and still is a member. */
export const FileLink = z.object({ address: z.string(), expiresAt: z.iso.datetime() }).register(z.globalRegistry, { id: 'FileLink' });
export type FileLink = z.output<typeof FileLink>;

/** The secret of a link: 256 random bits. */
export const LinkToken = z.string().check(z.regex(/^[\w-]{43}$/));
