import { randomBytes, randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { documents as routes } from '../../../schemas/routes/documents.ts';
import { keptDocuments } from '../../../schemas/routes/kept-documents.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { api } from '../../shared/pipeline.ts';
import { addDocument } from '../add-document.ts';
import { changeDocument } from '../change-document.ts';
import { deleteDocument } from '../delete-document.ts';
import { destroyDocument } from '../destroy-document.ts';
import { downloadFile } from '../download-file.ts';
import { giveFileLink } from '../give-file-link.ts';
import { listDeletedDocuments } from '../list-deleted-documents.ts';
import { listDocuments } from '../list-documents.ts';
import { listFormerFiles } from '../list-former-files.ts';
import { openUpload } from '../open-upload.ts';
import { readDocument } from '../read-document.ts';
import { readStorage } from '../read-storage.ts';
import { removeFile } from '../remove-file.ts';
import { restoreDocument } from '../restore-document.ts';
import { restoreFile } from '../restore-file.ts';
import { timeOrderedId } from '../rules/time-ordered-id.ts';
import { documentStore, tablesOf } from '../store/document-table.ts';
import { fileBucket } from '../store/file-bucket.ts';

const TOKEN_BYTES = 32;

export const wireApi = () => {
  const environment = readEnvironment('documents-api');
  const client = dynamo();
  const keepers = gatekeepers(client, environment);
  const documents = documentStore(client, tablesOf(environment), commitTo(client, environment));
  const files = fileBucket(new S3Client({}), environment.DOCUMENTS_BUCKET);
  const newToken = () => randomBytes(TOKEN_BYTES).toString('base64url');
  return api({
    routes: { ...routes, ...keptDocuments },
    useCases: {
      addDocument: addDocument({ documents, clock, newId: () => timeOrderedId(clock(), randomUUID()) }),
      listDocuments: listDocuments({ documents }),
      readDocument: readDocument({ documents }),
      changeDocument: changeDocument({ documents, clock }),
      deleteDocument: deleteDocument({ documents, clock }),
      openUpload: openUpload({ documents, files, clock, newId: randomUUID }),
      removeFile: removeFile({ documents, clock }),
      giveFileLink: giveFileLink({ documents, clock, newToken, apiAddress: `${environment.SITE_ADDRESS}/api` }),
      listFormerFiles: listFormerFiles({ documents }),
      restoreFile: restoreFile({ documents, clock }),
      listDeletedDocuments: listDeletedDocuments({ documents, clock }),
      restoreDocument: restoreDocument({ documents, clock }),
      destroyDocument: destroyDocument({ documents, clock }),
      readStorage: readStorage({ documents }),
      downloadFile: downloadFile({ documents, files, membership: keepers.membership, clock }),
    },
    ...keepers,
  });
};
