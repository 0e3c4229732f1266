import { randomUUID } from 'node:crypto';
import { Problem } from '../../../functions/shared/problem.ts';
import type { SpaceId } from '../../../schemas/account.ts';
import {
  type DeletedDocument,
  DocumentId,
  FileId,
  type FormerFile,
  MAX_FILE_BYTES,
  MAX_SPACE_BYTES,
  type StoredFile,
  WalletDocument,
} from '../../../schemas/document.ts';
import type { Answers } from './api.ts';

const aFile = (name: string, size = 320_000): StoredFile => ({
  id: FileId.parse(randomUUID()),
  name,
  type: 'application/pdf',
  size,
  addedAt: '2026-03-01T09:00:00.000Z',
  addedBy: null,
  preview: false,
});

/** The documents of a space as the API tells of them; a file that is sent is taken after one look at it, or refused when its name says so. */
export const documentsOnSite = (spaceId: SpaceId, siteAddress: () => string) => {
  const aDocument = (name: string, more: Partial<WalletDocument> = {}): WalletDocument =>
    WalletDocument.parse({
      id: DocumentId.parse(randomUUID()),
      spaceId,
      version: 1,
      name,
      kind: 'other',
      expiresOn: null,
      reminders: true,
      addedAt: '2026-03-01T09:00:00.000Z',
      addedBy: null,
      origin: null,
      files: [],
      onTheirWay: [],
      refused: [],
      ...more,
    });
  const state = {
    documents: [
      aDocument('Carte nationale d’identité', {
        kind: 'identity-card',
        expiresOn: '2031-04-12',
        files: [aFile('recto.pdf'), aFile('verso.pdf')],
      }),
      aDocument('Avis d’imposition 2025', {
        kind: 'tax-notice',
        origin: { organisation: 'Direction des finances', depositedAt: '2026-02-01T09:00:00.000Z' },
        files: [aFile('avis.pdf', 1_250_000)],
      }),
    ],
    deleted: [] as DeletedDocument[],
    former: [] as FormerFile[],
  };
  const find = (id: string): WalletDocument => {
    const found = state.documents.find((one) => one.id === id);
    if (!found) throw new Problem('document-not-found');
    return found;
  };
  const keep = (id: string, change: Partial<WalletDocument>): WalletDocument => {
    const next = { ...find(id), ...change, version: find(id).version + 1 };
    state.documents = state.documents.map((one) => (one.id === id ? next : one));
    return next;
  };
  const used = () => state.documents.flatMap(({ files }) => files).reduce((sum, { size }) => sum + size, 0);
  /** What waited has been checked by the next time somebody looks. */
  const check = (document: WalletDocument): WalletDocument => {
    if (document.onTheirWay.length === 0) return document;
    const refused = document.onTheirWay.filter(({ name }) => name.includes('virus'));
    keep(document.id, {
      files: [...document.files, ...document.onTheirWay.filter((one) => !refused.includes(one)).map(({ name, size }) => aFile(name, size))],
      refused: refused.map(({ id, name }) => ({
        id,
        name,
        reason: 'Ce fichier contient un logiciel malveillant.',
        refusedAt: '2026-03-01T09:00:00.000Z',
      })),
      onTheirWay: [],
    });
    return document;
  };
  const kept = { deletedAt: '2026-03-01T09:00:00.000Z', deletedBy: null, keptUntil: '2026-03-31T09:00:00.000Z' };
  const answers: Answers = {
    readStorage: () => ({
      used: used(),
      limit: MAX_SPACE_BYTES,
      left: MAX_SPACE_BYTES - used(),
      deleted: 0,
      documents: state.documents.length,
      sentence: 'Il reste 233,1 Mo sur 235 Mo.',
    }),
    listDocuments: () => ({ items: state.documents, next: null }),
    readDocument: ({ params }) => check(find(params.documentId)),
    addDocument: ({ body }) => {
      const added = aDocument(body.name, body);
      state.documents = [added, ...state.documents];
      return added;
    },
    changeDocument: ({ params, body: { version, ...change } }) => {
      if (version !== find(params.documentId).version) throw new Problem('document-outdated');
      return keep(params.documentId, change);
    },
    deleteDocument: ({ params }) => {
      const gone = { ...find(params.documentId), ...kept };
      state.documents = state.documents.filter(({ id }) => id !== gone.id);
      state.deleted = [gone, ...state.deleted];
      return gone;
    },
    openUpload: ({ params, body: { name, size, replaces } }) => {
      if (used() + size > MAX_SPACE_BYTES - MAX_FILE_BYTES * 50)
        throw new Problem('space-full', 'Il reste 2,1 Mo. Supprimez un document, ou choisissez un fichier plus léger.');
      const file = {
        id: FileId.parse(randomUUID()),
        name,
        size,
        replaces,
        openedAt: '2026-03-01T09:00:00.000Z',
        openedBy: randomUUID() as never,
        until: '2026-03-01T09:15:00.000Z',
      };
      keep(params.documentId, { onTheirWay: [...find(params.documentId).onTheirWay, file] });
      return { file, upload: { url: `${siteAddress()}/storage`, fields: { key: 'x' }, expiresAt: file.until } };
    },
    removeFile: ({ params }) =>
      keep(params.documentId, {
        files: find(params.documentId).files.filter(({ id }) => id !== params.fileId),
        refused: find(params.documentId).refused.filter(({ id }) => id !== params.fileId),
      }),
    giveFileLink: () => ({ address: `${siteAddress()}/assets/site.css`, expiresAt: '2026-03-01T09:01:00.000Z' }),
    listFormerFiles: () => ({ items: state.former, next: null }),
    listDeletedDocuments: () => ({ items: state.deleted, next: null }),
    restoreDocument: ({ params }) => {
      const back = state.deleted.find(({ id }) => id === params.documentId);
      if (!back) throw new Problem('document-not-found');
      state.deleted = state.deleted.filter((one) => one !== back);
      state.documents = [back, ...state.documents];
      return back;
    },
    destroyDocument: ({ params }) => {
      state.deleted = state.deleted.filter(({ id }) => id !== params.documentId);
    },
  };
  return { state, answers };
};
