import type { documents as routes } from '../../schemas/routes/documents.ts';
import type { Clock } from '../shared/clock.ts';
import { memberIdOf } from '../shared/member-id.ts';
import type { UseCase } from '../shared/router.ts';
import { noRoomProblem } from './no-room.ts';
import { keptUntil } from './rules/kept-for-a-while.ts';
import { sizeOf } from './rules/storage.ts';
import type { DeletedState } from './store/document-item.ts';
import type { DocumentStore } from './store/document-store.ts';

/** The room of its files is free at once; what was on its way never arrives. */
export const deleteDocument =
  ({ documents, clock }: { documents: Pick<DocumentStore, 'change'>; clock: Clock }): UseCase<typeof routes.deleteDocument> =>
  async ({ params: { spaceId, documentId } }, { caller, trail, problem }) => {
    const now = clock();
    let deleted: DeletedState | undefined;
    const changed = await documents.change(spaceId, documentId, (document) => {
      deleted = {
        ...document,
        onTheirWay: [],
        deletedAt: now.toISOString(),
        deletedBy: memberIdOf(spaceId, caller.accountId),
        keptUntil: keptUntil(now),
      };
      const size = sizeOf(document.files);
      return {
        next: null,
        storage: { used: -size - sizeOf(document.onTheirWay), deleted: size, documents: -1 },
        items: [{ put: 'deleted', deleted }, ...document.onTheirWay.map(({ id }) => ({ settle: 'ended' as const, fileId: id, at: now }))],
        action: { kind: 'document.deleted', by: caller, at: now, object: document },
        trail,
      };
    });
    if (changed === 'not-found' || !deleted) throw problem('document-not-found');
    if ('noRoom' in changed) throw noRoomProblem(changed, 0);
    return deleted;
  };
