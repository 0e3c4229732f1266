import type { keptDocuments as routes } from '../../schemas/routes/kept-documents.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { DocumentReader } from './store/document-store.ts';

/** Those whose time is over are not among them, although their files may still be there for a few minutes. */
export const listDeletedDocuments =
  ({ documents, clock }: { documents: Pick<DocumentReader, 'listDeleted'>; clock: Clock }): UseCase<typeof routes.listDeletedDocuments> =>
  async ({ params, query }) => {
    const { items, next } = await documents.listDeleted(params.spaceId, query);
    const now = clock().toISOString();
    return { items: items.filter(({ keptUntil }) => keptUntil > now), next };
  };
