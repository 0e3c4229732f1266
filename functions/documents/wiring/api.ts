import { documents as routes } from '../../../schemas/routes/documents.ts';
import { keptDocuments } from '../../../schemas/routes/kept-documents.ts';
import { walletArchives } from '../../../schemas/routes/wallet-archives.ts';
import { dynamo } from '../../shared/aws.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { listDocuments } from '../list-documents.ts';
import { readDocument } from '../read-document.ts';
import { readStorage } from '../read-storage.ts';
import { documentReader } from '../store/document-reader.ts';

/** Many look at their documents; what changes them, moves their bytes, or brings back what was, is loaded for those who do that. */
export const wireApi = () => {
  const environment = readEnvironment('documents-api');
  const client = dynamo();
  const keepers = gatekeepers(client, environment);
  const documents = documentReader(client, environment.DOCUMENTS_TABLE);
  const apiAddress = `${environment.SITE_ADDRESS}/api`;
  const { addDocument, changeDocument, deleteDocument, removeFile, openUpload, giveFileLink, downloadFile } = routes;
  return api({
    routes: { ...routes, ...keptDocuments, ...walletArchives },
    useCases: {
      listDocuments: listDocuments({ documents }),
      readDocument: readDocument({ documents }),
      readStorage: readStorage({ documents }),
      ...onFirstCall({ addDocument, changeDocument, deleteDocument, removeFile }, async () => {
        const { changingUseCases } = await import('./changing-routes.ts');
        return changingUseCases(client, environment);
      }),
      ...onFirstCall({ openUpload, giveFileLink, downloadFile }, async () => {
        const { transferUseCases } = await import('./transfer-routes.ts');
        return transferUseCases({ client, membership: keepers.membership, environment, apiAddress });
      }),
      ...onFirstCall(keptDocuments, async () => {
        const { keptUseCases } = await import('./kept-routes.ts');
        return keptUseCases(client, environment);
      }),
      ...onFirstCall(walletArchives, async () => {
        const { archiveUseCases } = await import('./archive-routes.ts');
        return archiveUseCases({ client, environment, apiAddress });
      }),
    },
    ...keepers,
  });
};
