import { randomBytes, randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { documents as routes } from '../../../schemas/routes/documents.ts';
import { keptDocuments } from '../../../schemas/routes/kept-documents.ts';
import { walletArchives } from '../../../schemas/routes/wallet-archives.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { api } from '../../shared/pipeline.ts';
import { addDocument } from '../add-document.ts';
import { askForArchive } from '../ask-for-archive.ts';
import { changeDocument } from '../change-document.ts';
import { deleteDocument } from '../delete-document.ts';
import { destroyDocument } from '../destroy-document.ts';
import { downloadFile } from '../download-file.ts';
import { giveArchiveLink } from '../give-archive-link.ts';
import { giveFileLink } from '../give-file-link.ts';
import { listDeletedDocuments } from '../list-deleted-documents.ts';
import { listDocuments } from '../list-documents.ts';
import { listFormerFiles } from '../list-former-files.ts';
import { openUpload } from '../open-upload.ts';
import { readArchive } from '../read-archive.ts';
import { readDocument } from '../read-document.ts';
import { readStorage } from '../read-storage.ts';
import { removeFile } from '../remove-file.ts';
import { restoreDocument } from '../restore-document.ts';
import { restoreFile } from '../restore-file.ts';
import { timeOrderedId } from '../rules/time-ordered-id.ts';
import { archiveBucket } from '../store/archive-bucket.ts';
import { archiveStore } from '../store/archives.ts';
import { documentStore, tablesOf } from '../store/document-table.ts';
import { fileBucket } from '../store/file-bucket.ts';
import { linkStore } from '../store/links.ts';

const TOKEN_BYTES = 32;

export const wireApi = () => {
  const environment = readEnvironment('documents-api');
  const client = dynamo();
  const keepers = gatekeepers(client, environment);
  const s3 = new S3Client({});
  const commit = commitTo(client, environment);
  const tables = tablesOf(environment);
  const documents = documentStore(client, tables, commit);
  const links = linkStore(client, tables, commit);
  const archives = archiveStore(client, tables, commit);
  const files = fileBucket(s3, environment.DOCUMENTS_BUCKET);
  const archiveFiles = archiveBucket(s3, { documents: environment.DOCUMENTS_BUCKET, exports: environment.EXPORTS_BUCKET });
  const apiAddress = `${environment.SITE_ADDRESS}/api`;
  const newToken = () => randomBytes(TOKEN_BYTES).toString('base64url');
  return api({
    routes: { ...routes, ...keptDocuments, ...walletArchives },
    useCases: {
      addDocument: addDocument({ documents, clock, newId: () => timeOrderedId(clock(), randomUUID()) }),
      listDocuments: listDocuments({ documents }),
      readDocument: readDocument({ documents }),
      changeDocument: changeDocument({ documents, clock }),
      deleteDocument: deleteDocument({ documents, clock }),
      openUpload: openUpload({ documents, files, clock, newId: randomUUID }),
      removeFile: removeFile({ documents, clock }),
      giveFileLink: giveFileLink({ documents, links, clock, newToken, apiAddress }),
      listFormerFiles: listFormerFiles({ documents }),
      restoreFile: restoreFile({ documents, clock }),
      listDeletedDocuments: listDeletedDocuments({ documents, clock }),
      restoreDocument: restoreDocument({ documents, clock }),
      destroyDocument: destroyDocument({ documents, clock }),
      readStorage: readStorage({ documents }),
      downloadFile: downloadFile({ links, documents, files, archives: archiveFiles, membership: keepers.membership, clock }),
      askForArchive: askForArchive({ archives, documents, clock, newId: randomUUID }),
      readArchive: readArchive({ archives, clock }),
      giveArchiveLink: giveArchiveLink({ archives, links, clock, newToken, apiAddress }),
    },
    ...keepers,
  });
};
