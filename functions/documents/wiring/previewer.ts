import { S3Client } from '@aws-sdk/client-s3';
import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { onDocumentFileChecked, type PreviewDependencies } from '../on-document-file-checked.ts';
import { documentStore, tablesOf } from '../store/document-table.ts';
import { fileBucket } from '../store/file-bucket.ts';

/** What decodes pictures weighs ten times all the rest: it is loaded with the first one, not for each file that is none. */
const makePreview: PreviewDependencies['makePreview'] = async (bytes, type) => {
  const preview = await import('../preview/make-preview.ts');
  return preview.makePreview(bytes, type);
};

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
