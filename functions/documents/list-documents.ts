import type { documents as routes } from '../../schemas/routes/documents.ts';
import type { UseCase } from '../shared/router.ts';
import type { DocumentReader } from './store/document-store.ts';

export const listDocuments =
  ({ documents }: { documents: Pick<DocumentReader, 'list'> }): UseCase<typeof routes.listDocuments> =>
  ({ params, query }) =>
    documents.list(params.spaceId, query);
