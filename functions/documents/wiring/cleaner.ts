import { S3Client } from '@aws-sdk/client-s3';
import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { archiveBucket } from '../store/archive-bucket.ts';
import { fileBucket } from '../store/file-bucket.ts';
import { spaceEraser } from '../store/space-eraser.ts';

export const wireCleaner = () => {
  const { DOCUMENTS_TABLE, DOCUMENTS_BUCKET: documents, EXPORTS_BUCKET: exports } = readEnvironment('documents-cleaner');
  const s3 = new S3Client({});
  const erase = spaceEraser(dynamo(), DOCUMENTS_TABLE, {
    files: fileBucket(s3, documents),
    archives: archiveBucket(s3, { documents, exports }),
  });
  return eventConsumer(consumers['documents-cleaner'], { 'space.closed': ({ spaceId }) => erase(spaceId) });
};
