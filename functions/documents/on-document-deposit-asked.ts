import type * as z from 'zod/mini';
import type { FileOnItsWay } from '../../schemas/document.ts';
import { type documentDepositAsked, documentDepositRefused } from '../../schemas/events/documents.ts';
import type { Clock } from '../shared/clock.ts';
import { type Commit, newEvent } from '../shared/store/commit.ts';
import { newDocument } from './rules/document-state.ts';
import { safeName } from './rules/file-names.ts';
import { sizeOf } from './rules/storage.ts';
import type { DocumentStore } from './store/document-store.ts';
import type { FileBucket } from './store/file-bucket.ts';

export interface DepositDependencies {
  documents: Pick<DocumentStore, 'add'>;
  files: Pick<FileBucket, 'bringDeposit'>;
  commit: Commit;
  clock: Clock;
}

export type Deposit = z.output<(typeof documentDepositAsked)['detail']>;

const RESERVED_MILLISECONDS = 15 * 60 * 1000;

const refusals = { used: 'space-full', deleted: 'space-full', documents: 'too-many-documents' } as const;

/**
 * Puts a document of an administration into a space. It takes its room like any other, is checked like any other, and its members are told when it
 * can be read; when there is no room, whoever asked is told so, and nothing is kept.
 */
export const onDocumentDepositAsked =
  ({ documents, files, commit, clock }: DepositDependencies) =>
  async ({ spaceId, documentId, organisation, description, files: deposited }: Deposit): Promise<void> => {
    const now = clock();
    const until = new Date(now.getTime() + RESERVED_MILLISECONDS).toISOString();
    const onTheirWay = deposited.map(
      ({ id, name, size }): FileOnItsWay => ({
        id,
        name: safeName(name),
        size,
        replaces: null,
        openedAt: now.toISOString(),
        openedBy: null,
        until,
      }),
    );
    const origin = { organisation, depositedAt: now.toISOString() };
    const document = { ...newDocument({ id: documentId, spaceId, description, addedBy: null, origin, now }), onTheirWay };
    const noRoom = await documents.add(document, {
      storage: { used: sizeOf(onTheirWay) },
      items: onTheirWay.map(({ id }) => ({ put: 'upload', fileId: id, upload: { spaceId, documentId, until, rescans: 0 } })),
    });
    if (noRoom) {
      const reason = refusals[noRoom.noRoom];
      await commit({ writes: [], events: [newEvent(documentDepositRefused, { spaceId, documentId, reason })] });
      return;
    }
    for (const { id } of deposited) await files.bringDeposit(id);
  };
