import type { documents as routes } from '../../schemas/routes/documents.ts';
import type { UseCase } from '../shared/router.ts';
import { shownStorage } from './rules/storage.ts';
import type { DocumentReader } from './store/document-store.ts';

export const readStorage =
  ({ documents }: { documents: Pick<DocumentReader, 'storage'> }): UseCase<typeof routes.readStorage> =>
  async ({ params }) =>
    shownStorage(await documents.storage(params.spaceId));
