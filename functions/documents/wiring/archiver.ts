import { S3Client } from '@aws-sdk/client-s3';
import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { onDocumentArchiveAsked } from '../on-document-archive-asked.ts';
import { archiveBucket } from '../store/archive-bucket.ts';
import { archiveStore } from '../store/archives.ts';
import { tablesOf } from '../store/document-table.ts';
import { wholeSpace } from '../store/whole-space.ts';

export const wireArchiver = () => {
  const environment = readEnvironment('documents-archiver');
  const client = dynamo();
  return eventConsumer(consumers['documents-archiver'], {
    'document.archive-asked': onDocumentArchiveAsked({
      archives: archiveStore(client, tablesOf(environment), commitTo(client, environment)),
      space: wholeSpace(client, environment.DOCUMENTS_TABLE),
      storage: archiveBucket(new S3Client({}), { documents: environment.DOCUMENTS_BUCKET, exports: environment.EXPORTS_BUCKET }),
      clock,
    }),
  });
};
