import type { documents as routes } from '../../schemas/routes/documents.ts';
import type { UseCase } from '../shared/router.ts';
import type { DocumentReader } from './store/document-store.ts';

export const readDocument =
  ({ documents }: { documents: Pick<DocumentReader, 'find'> }): UseCase<typeof routes.readDocument> =>
  async ({ params }, { problem }) => {
    const document = await documents.find(params.spaceId, params.documentId);
    if (!document) throw problem('document-not-found');
    return document;
  };
