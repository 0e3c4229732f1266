import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import type { Membership } from '../../shared/middlewares/access.ts';
import { downloadFile } from '../download-file.ts';
import { giveFileLink } from '../give-file-link.ts';
import { openUpload } from '../open-upload.ts';
import { archiveBucket } from '../store/archive-bucket.ts';
import { fileBucket } from '../store/file-bucket.ts';
import { changingStores } from './changing-stores.ts';
import { newToken } from './new-token.ts';

export interface TransferRoutesDependencies {
  client: DynamoDBDocumentClient;
  membership: Membership;
  environment: Environment<'documents-api'>;
  apiAddress: string;
}

/** The use cases by which bytes come and go. */
export const transferUseCases = ({ client, membership, environment, apiAddress }: TransferRoutesDependencies) => {
  const { documents, links } = changingStores(client, environment);
  const s3 = new S3Client({});
  const files = fileBucket(s3, environment.DOCUMENTS_BUCKET);
  const archives = archiveBucket(s3, { documents: environment.DOCUMENTS_BUCKET, exports: environment.EXPORTS_BUCKET });
  return {
    openUpload: openUpload({ documents, files, clock, newId: randomUUID }),
    giveFileLink: giveFileLink({ documents, links, clock, newToken, apiAddress }),
    downloadFile: downloadFile({ links, documents, files, archives, membership, clock }),
  };
};
