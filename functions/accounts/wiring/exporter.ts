import { S3Client } from '@aws-sdk/client-s3';
import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { onPartExported } from '../leaving/on-part-exported.ts';
import { exportStorage } from '../store/leaving/export-storage.ts';
import { exportStore } from '../store/leaving/exports.ts';

export const wireExporter = () => {
  const environment = readEnvironment('accounts-exporter');
  const client = dynamo();
  const tables = { leaving: environment.LEAVING_TABLE, history: environment.HISTORY_TABLE };
  const buckets = { exports: environment.EXPORTS_BUCKET, documents: environment.DOCUMENTS_BUCKET };
  return eventConsumer(consumers['accounts-exporter'], {
    'account.part-exported': onPartExported({
      store: exportStore(client, tables, commitTo(client, environment)),
      storage: exportStorage(new S3Client({}), buckets),
      clock: systemClock,
    }),
  });
};
