import { S3Client } from '@aws-sdk/client-s3';
import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { fileBucket } from '../store/file-bucket.ts';
import { spaceEraser } from '../store/space-eraser.ts';

export const wireCleaner = () => {
  const { DOCUMENTS_TABLE, DOCUMENTS_BUCKET } = readEnvironment('documents-cleaner');
  const erase = spaceEraser(dynamo(), DOCUMENTS_TABLE, fileBucket(new S3Client({}), DOCUMENTS_BUCKET));
  return eventConsumer(consumers['documents-cleaner'], { 'space.closed': ({ spaceId }) => erase(spaceId) });
};
