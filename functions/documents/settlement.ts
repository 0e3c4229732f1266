import type { FileOnItsWay, FileType } from '../../schemas/document.ts';
import { documentDeposited, documentDepositRefused, documentFileChecked } from '../../schemas/events/documents.ts';
import { newEvent } from '../shared/store/commit.ts';
import { type DocumentState, fileAccepted, fileRefused } from './rules/document-state.ts';
import { formerFile } from './rules/kept-for-a-while.ts';
import { sizeOf } from './rules/storage.ts';
import type { DocumentChange } from './store/document-store.ts';

/** A file with one that was refused is no deposit: all of it goes, and whoever deposited it is told. */
const depositRefused = (document: DocumentState, reason: string, now: Date): DocumentChange => {
  const { spaceId, id: documentId, files, onTheirWay } = document;
  const at = now.toISOString();
  const size = sizeOf(files);
  return {
    next: null,
    storage: { used: -size - sizeOf(onTheirWay), deleted: size, documents: -1 },
    forced: ['deleted'],
    items: [
      ...onTheirWay.map(({ id }) => ({ settle: 'ended' as const, fileId: id, at: now })),
      { put: 'deleted', deleted: { ...document, onTheirWay: [], deletedAt: at, deletedBy: null, keptUntil: at } },
    ],
    events: [newEvent(documentDepositRefused, { spaceId, documentId, reason: 'file-refused' })],
    action: { kind: 'document.refused', by: 'parvis', at: now, object: { name: document.name }, reason },
  };
};

/** A file that cannot stay, or never came: its room is given back, and its reason is told where its sender looks. */
export const refusal = (document: DocumentState, upload: FileOnItsWay, told: { reason: string; now: Date }): DocumentChange => {
  const { reason, now } = told;
  if (upload.openedBy === null) return depositRefused(document, reason, now);
  return {
    next: fileRefused(document, upload, { reason, refusedAt: now.toISOString() }),
    storage: { used: -upload.size },
    items: [{ settle: 'ended', fileId: upload.id, at: now }],
    action: { kind: 'document.refused', by: 'parvis', at: now, object: document, reason },
  };
};

/** A file that was checked can be read from this transaction on; a deposit is told when its last file can. */
export const acceptance = (document: DocumentState, upload: FileOnItsWay, checked: { type: FileType; now: Date }): DocumentChange => {
  const { type, now } = checked;
  const { spaceId, id: documentId, origin } = document;
  const { document: next, former } = fileAccepted(document, upload, { type, at: now.toISOString() });
  const by = upload.openedBy === null ? { service: origin?.organisation ?? '' } : { memberId: upload.openedBy };
  const deposited = upload.openedBy === null && next.onTheirWay.every(({ openedBy }) => openedBy !== null);
  const kind = deposited ? 'document.deposited' : former ? 'document.replaced' : 'document.file-added';
  return {
    next,
    ...(former && { storage: { used: -former.size, deleted: former.size }, forced: ['deleted'] }),
    items: [
      { settle: 'accepted', fileId: upload.id, at: now },
      ...(former ? [{ put: 'former' as const, former: formerFile(former, { documentId, by: upload.openedBy, now }) }] : []),
    ],
    events: [
      newEvent(documentFileChecked, { spaceId, documentId, fileId: upload.id, type }),
      ...(deposited ? [newEvent(documentDeposited, { spaceId, documentId })] : []),
    ],
    ...((deposited || upload.openedBy !== null) && { action: { kind, by, at: now, object: document } }),
  };
};
