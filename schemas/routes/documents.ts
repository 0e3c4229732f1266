import * as z from 'zod/mini';
import { SpaceId } from '../account.ts';
import {
  DeletedDocument,
  DocumentDescription,
  DocumentId,
  FileId,
  FileLink,
  FileOnItsWay,
  LinkToken,
  MAX_FILE_BYTES,
  Storage,
  UploadForm,
  WalletDocument,
} from '../document.ts';
import { PageQuery, pageOf } from '../page.ts';
import { defineRoute } from './route.ts';

const access = { space: 'member' } as const;
const space = z.object({ spaceId: SpaceId });
const params = z.extend(space, { documentId: DocumentId });
const file = z.extend(params, { fileId: FileId });
const Version = z.object({ version: z.coerce.number().check(z.int(), z.gte(1)) });

export const documents = {
  addDocument: defineRoute({
    method: 'POST',
    path: '/spaces/{spaceId}/documents',
    summary: 'Ajouter un document ; ses fichiers viennent ensuite',
    access,
    audit: 'document.added',
    params: space,
    body: DocumentDescription,
    status: 201,
    response: WalletDocument,
    problems: ['too-many-documents'],
  }),
  listDocuments: defineRoute({
    method: 'GET',
    path: '/spaces/{spaceId}/documents',
    summary: 'Lister les documents d’un espace, le plus récent d’abord',
    access,
    params: space,
    query: PageQuery,
    status: 200,
    response: pageOf(WalletDocument),
    problems: [],
  }),
  readDocument: defineRoute({
    method: 'GET',
    path: '/spaces/{spaceId}/documents/{documentId}',
    summary: 'Lire un document et où en sont ses fichiers',
    access,
    params,
    status: 200,
    response: WalletDocument,
    problems: ['document-not-found'],
  }),
  changeDocument: defineRoute({
    method: 'PUT',
    path: '/spaces/{spaceId}/documents/{documentId}',
    summary: 'Renommer un document, changer sa nature, sa date d’expiration ou ses rappels',
    access,
    audit: 'document.changed',
    params,
    body: z.extend(DocumentDescription, Version.shape),
    status: 200,
    response: WalletDocument,
    problems: ['document-not-found', 'document-outdated'],
  }),
  deleteDocument: defineRoute({
    method: 'DELETE',
    path: '/spaces/{spaceId}/documents/{documentId}',
    summary: 'Supprimer un document et ses fichiers ; il peut être récupéré pendant 30 jours',
    access,
    audit: 'document.deleted',
    params,
    status: 200,
    response: DeletedDocument,
    problems: ['document-not-found', 'bin-full'],
  }),
  openUpload: defineRoute({
    method: 'POST',
    path: '/spaces/{spaceId}/documents/{documentId}/files',
    summary: 'Réserver la place d’un fichier et obtenir le formulaire pour l’envoyer',
    access,
    audit: 'document.upload-opened',
    params,
    body: z.object({
      /** As on the person's device. */
      name: z.string().check(z.maxLength(1000)),
      /** In bytes, exactly: a file of another size is not taken. */
      size: z
        .int()
        .check(
          z.gte(1, 'Ce fichier est vide : choisissez-en un autre.'),
          z.lte(MAX_FILE_BYTES, 'Un fichier ne dépasse pas 4,0 Mo (4 000 000 octets).'),
        ),
      replaces: z._default(z.nullable(FileId), null),
    }),
    status: 201,
    response: z.object({ file: FileOnItsWay, upload: UploadForm }),
    problems: ['document-not-found', 'file-not-found', 'too-many-files', 'space-full', 'bin-full'],
  }),
  removeFile: defineRoute({
    method: 'DELETE',
    path: '/spaces/{spaceId}/documents/{documentId}/files/{fileId}',
    summary: 'Retirer un fichier d’un document, abandonner un envoi, ou effacer l’avis d’un refus',
    access,
    audit: 'document.file-removed',
    params: file,
    status: 200,
    response: WalletDocument,
    problems: ['document-not-found', 'file-not-found', 'bin-full'],
  }),
  giveFileLink: defineRoute({
    method: 'POST',
    path: '/spaces/{spaceId}/documents/{documentId}/files/{fileId}/links',
    summary: 'Obtenir un lien d’une minute vers un fichier ou son aperçu',
    access,
    audit: 'document.link-given',
    params: file,
    body: z.object({ what: z._default(z.enum(['file', 'preview']), 'file') }),
    status: 201,
    response: FileLink,
    problems: ['document-not-found', 'file-not-found'],
  }),
  readStorage: defineRoute({
    method: 'GET',
    path: '/spaces/{spaceId}/storage',
    summary: 'Lire la place prise et la place qui reste dans un espace',
    access,
    params: space,
    status: 200,
    response: Storage,
    problems: [],
  }),
  downloadFile: defineRoute({
    method: 'GET',
    path: '/downloads/{link}',
    summary: 'Télécharger un fichier par un lien d’une minute',
    access: 'public',
    params: z.object({ link: LinkToken }),
    status: 200,
    media: 'file',
    problems: ['download-link-gone'],
  }),
};
