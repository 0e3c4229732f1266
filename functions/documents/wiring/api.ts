import { randomBytes, randomUUID } from 'node:crypto';
import { documents as routes } from '../../../schemas/routes/documents.ts';
import { keptDocuments } from '../../../schemas/routes/kept-documents.ts';
import { walletArchives } from '../../../schemas/routes/wallet-archives.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { addDocument } from '../add-document.ts';
import { changeDocument } from '../change-document.ts';
import { deleteDocument } from '../delete-document.ts';
import { giveFileLink } from '../give-file-link.ts';
import { listDocuments } from '../list-documents.ts';
import { readDocument } from '../read-document.ts';
import { readStorage } from '../read-storage.ts';
import { removeFile } from '../remove-file.ts';
import { timeOrderedId } from '../rules/time-ordered-id.ts';
import { documentStore, tablesOf } from '../store/document-table.ts';
import { linkStore } from '../store/links.ts';

const TOKEN_BYTES = 32;

/** Many look at their documents and describe them; what moves bytes, or brings back what was, is loaded for those who do that. */
export const wireApi = () => {
  const environment = readEnvironment('documents-api');
  const client = dynamo();
  const keepers = gatekeepers(client, environment);
  const commit = commitTo(client, environment);
  const tables = tablesOf(environment);
  const documents = documentStore(client, tables, commit);
  const links = linkStore(client, tables, commit);
  const apiAddress = `${environment.SITE_ADDRESS}/api`;
  const newToken = () => randomBytes(TOKEN_BYTES).toString('base64url');
  const { openUpload, downloadFile } = routes;
  return api({
    routes: { ...routes, ...keptDocuments, ...walletArchives },
    useCases: {
      addDocument: addDocument({ documents, clock, newId: () => timeOrderedId(clock(), randomUUID()) }),
      listDocuments: listDocuments({ documents }),
      readDocument: readDocument({ documents }),
      changeDocument: changeDocument({ documents, clock }),
      deleteDocument: deleteDocument({ documents, clock }),
      removeFile: removeFile({ documents, clock }),
      giveFileLink: giveFileLink({ documents, links, clock, newToken, apiAddress }),
      readStorage: readStorage({ documents }),
      ...onFirstCall({ openUpload, downloadFile }, async () => {
        const { transferUseCases } = await import('./transfer-routes.ts');
        return transferUseCases({ documents, links, membership: keepers.membership, environment });
      }),
      ...onFirstCall(keptDocuments, async () => {
        const { keptUseCases } = await import('./kept-routes.ts');
        return keptUseCases(documents);
      }),
      ...onFirstCall(walletArchives, async () => {
        const { archiveUseCases } = await import('./archive-routes.ts');
        return archiveUseCases({ client, tables, commit, documents, links, newToken, apiAddress });
      }),
    },
    ...keepers,
  });
};
