import { S3Client } from '@aws-sdk/client-s3';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { queueWorker } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { log } from '../../shared/log.ts';
import { checkFile } from '../check-file.ts';
import { contentType } from '../content-type.ts';
import { ScanMessage } from '../scan-message.ts';
import { documentStore, tablesOf } from '../store/document-table.ts';
import { fileBucket } from '../store/file-bucket.ts';

export const wireChecker = () => {
  const environment = readEnvironment('documents-checker');
  const client = dynamo();
  const check = checkFile({
    documents: documentStore(client, tablesOf(environment), commitTo(client, environment)),
    files: fileBucket(new S3Client({}), environment.DOCUMENTS_BUCKET),
    typeOf: contentType,
    clock: systemClock,
    log,
  });
  return queueWorker(ScanMessage, check);
};
