import { S3Client } from '@aws-sdk/client-s3';
import { consumers } from '../../../schemas/events/index.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { onDocumentFileChecked } from '../on-document-file-checked.ts';
import { makePreview } from '../preview/make-preview.ts';
import { documentStore, tablesOf } from '../store/document-table.ts';
import { fileBucket } from '../store/file-bucket.ts';

export const wirePreviewer = () => {
  const environment = readEnvironment('documents-previewer');
  const client = dynamo();
  return eventConsumer(consumers['documents-previewer'], {
    'document.file-checked': onDocumentFileChecked({
      documents: documentStore(client, tablesOf(environment), commitTo(client, environment)),
      files: fileBucket(new S3Client({}), environment.DOCUMENTS_BUCKET),
      makePreview,
    }),
  });
};
