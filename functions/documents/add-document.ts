import { DocumentId } from '../../schemas/document.ts';
import type { documents as routes } from '../../schemas/routes/documents.ts';
import type { Clock } from '../shared/clock.ts';
import { memberIdOf } from '../shared/member-id.ts';
import type { UseCase } from '../shared/router.ts';
import { noRoomProblem } from './no-room.ts';
import { newDocument } from './rules/document-state.ts';
import type { DocumentStore } from './store/document-store.ts';

export interface AddDocumentDependencies {
  documents: Pick<DocumentStore, 'add'>;
  clock: Clock;
  /** In order of time. */
  newId: () => string;
}

export const addDocument =
  ({ documents, clock, newId }: AddDocumentDependencies): UseCase<typeof routes.addDocument> =>
  async ({ params, body }, { caller, trail }) => {
    const now = clock();
    const document = newDocument({
      id: DocumentId.parse(newId()),
      spaceId: params.spaceId,
      description: body,
      addedBy: memberIdOf(params.spaceId, caller.accountId),
      origin: null,
      now,
    });
    const action = { kind: 'document.added', by: caller, at: now, object: document } as const;
    const noRoom = await documents.add(document, { trail, action });
    if (noRoom) throw noRoomProblem(noRoom, 0);
    return document;
  };
