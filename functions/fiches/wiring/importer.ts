import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { queueWorker } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { log } from '../../shared/log.ts';
import { ImportMessage } from '../import/import-message.ts';
import { ficheStore } from '../store/fiche-table.ts';
import { importQueue } from '../store/import-queue.ts';
import { importStore } from '../store/import-table.ts';
import { bucket } from '../store/object-store.ts';
import { revisionStore } from '../store/revision-table.ts';
import { uploadStore } from '../store/upload-store.ts';

/** What reads archives and compares fiches is loaded with the first message. */
export const wireImporter = () => {
  const environment = readEnvironment('fiches-importer');
  const client = dynamo();
  const s3 = new S3Client({});
  const commit = commitTo(client, environment);
  const fiches = { client, table: environment.FICHES_TABLE, objects: bucket(s3, environment.CONTENT_BUCKET), commit };
  const dependencies = {
    imports: importStore(client, environment.IMPORTS_TABLE, commit),
    uploads: uploadStore(s3, environment.UPLOADS_BUCKET),
    fiches: ficheStore(fiches),
    revisions: revisionStore(fiches),
    handOver: importQueue(new SQSClient({}), environment.IMPORTS_QUEUE),
    thresholds: { silentBelow: environment.SIGNIFICANCE_SILENT_BELOW, sendAbove: environment.SIGNIFICANCE_SEND_ABOVE },
    clock: systemClock,
    log,
  };
  return queueWorker(ImportMessage, async (importIds, timeLeft) => {
    const { runImport } = await import('../run-import.ts');
    const run = runImport(dependencies);
    for (const importId of importIds) await run(importId, timeLeft);
  });
};
