import type { keptDocuments as routes } from '../../schemas/routes/kept-documents.ts';
import type { UseCase } from '../shared/router.ts';
import type { DocumentReader } from './store/document-store.ts';

export const listFormerFiles =
  ({ documents }: { documents: Pick<DocumentReader, 'find' | 'listFormer'> }): UseCase<typeof routes.listFormerFiles> =>
  async ({ params, query }, { problem }) => {
    if (!(await documents.find(params.spaceId, params.documentId))) throw problem('document-not-found');
    return documents.listFormer(params.spaceId, params.documentId, query);
  };
