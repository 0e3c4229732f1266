import type { keptDocuments as routes } from '../../schemas/routes/kept-documents.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { DocumentStore } from './store/document-store.ts';

export interface DestroyDocumentDependencies {
  documents: Pick<DocumentStore, 'findDeleted' | 'endKeeping'>;
  clock: Clock;
}

/** Nobody gets the document back from now on; its files are gone within a few minutes, by the same work that ends the thirty days of others. */
export const destroyDocument =
  ({ documents, clock }: DestroyDocumentDependencies): UseCase<typeof routes.destroyDocument> =>
  async ({ params: { spaceId, documentId } }, { caller, trail, problem }) => {
    const now = clock();
    const at = now.toISOString();
    const deleted = await documents.findDeleted(spaceId, documentId);
    if (!deleted || deleted.keptUntil <= at) throw problem('document-not-found');
    const action = { kind: 'document.destroyed', by: caller, at: now, object: { name: deleted.name } } as const;
    if (!(await documents.endKeeping(deleted, at, { action, trail }))) throw problem('document-not-found');
  };
