import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import type { Environment } from '../../../schemas/environment.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import type { Membership } from '../../shared/middlewares/access.ts';
import { downloadFile } from '../download-file.ts';
import { openUpload } from '../open-upload.ts';
import { archiveBucket } from '../store/archive-bucket.ts';
import type { DocumentStore } from '../store/document-store.ts';
import { fileBucket } from '../store/file-bucket.ts';
import type { LinkStore } from '../store/links.ts';

export interface TransferRoutesDependencies {
  documents: DocumentStore;
  links: LinkStore;
  membership: Membership;
  environment: Environment<'documents-api'>;
}

/** The use cases by which bytes come and go. */
export const transferUseCases = ({ documents, links, membership, environment }: TransferRoutesDependencies) => {
  const s3 = new S3Client({});
  const files = fileBucket(s3, environment.DOCUMENTS_BUCKET);
  const archives = archiveBucket(s3, { documents: environment.DOCUMENTS_BUCKET, exports: environment.EXPORTS_BUCKET });
  return {
    openUpload: openUpload({ documents, files, clock, newId: randomUUID }),
    downloadFile: downloadFile({ links, documents, files, archives, membership, clock }),
  };
};
