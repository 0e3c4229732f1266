import * as z from 'zod/mini';
import { SpaceId } from '../account.ts';
import { DeletedDocument, DocumentId, FileId, FormerFile, WalletDocument } from '../document.ts';
import { PageQuery, pageOf } from '../page.ts';
import { defineRoute } from './route.ts';

const access = { space: 'member' } as const;
const space = z.object({ spaceId: SpaceId });
const params = z.extend(space, { documentId: DocumentId });
const file = z.extend(params, { fileId: FileId });

/** What was deleted or replaced, and can be had back for a while. */
export const keptDocuments = {
  listFormerFiles: defineRoute({
    method: 'GET',
    path: '/spaces/{spaceId}/documents/{documentId}/former-files',
    summary: 'Lister les fichiers remplacés ou retirés que l’on peut encore récupérer',
    access,
    params,
    query: PageQuery,
    status: 200,
    response: pageOf(FormerFile),
    problems: ['document-not-found'],
  }),
  restoreFile: defineRoute({
    method: 'POST',
    path: '/spaces/{spaceId}/documents/{documentId}/former-files/{fileId}/restoration',
    summary: 'Remettre dans son document un fichier remplacé ou retiré',
    access,
    audit: 'document.file-restored',
    params: file,
    status: 200,
    response: WalletDocument,
    problems: ['document-not-found', 'file-not-found', 'too-many-files', 'space-full'],
  }),
  listDeletedDocuments: defineRoute({
    method: 'GET',
    path: '/spaces/{spaceId}/deleted-documents',
    summary: 'Lister les documents supprimés que l’on peut encore récupérer',
    access,
    params: space,
    query: PageQuery,
    status: 200,
    response: pageOf(DeletedDocument),
    problems: [],
  }),
  restoreDocument: defineRoute({
    method: 'POST',
    path: '/spaces/{spaceId}/deleted-documents/{documentId}/restoration',
    summary: 'Récupérer un document supprimé',
    access,
    audit: 'document.restored',
    params,
    status: 200,
    response: WalletDocument,
    problems: ['document-not-found', 'space-full', 'too-many-documents'],
  }),
  destroyDocument: defineRoute({
    method: 'DELETE',
    path: '/spaces/{spaceId}/deleted-documents/{documentId}',
    summary: 'Supprimer définitivement un document déjà supprimé',
    access,
    audit: 'document.destroyed',
    params,
    status: 204,
    problems: ['document-not-found'],
  }),
};
