import { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import type { leaving } from '../../../schemas/routes/leaving.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import type { UseCases } from '../../shared/router.ts';
import { downloadExport } from '../leaving/download-export.ts';
import { exportStorage } from '../store/leaving/export-storage.ts';
import { exportStore } from '../store/leaving/exports.ts';

/** The use case of taking a copy of one's data. */
export const downloadUseCases = (
  client: DynamoDBDocumentClient,
  environment: Environment<'accounts-leaving'>,
): UseCases<Pick<typeof leaving, 'downloadExport'>> => {
  const tables = { leaving: environment.LEAVING_TABLE, history: environment.HISTORY_TABLE };
  const buckets = { exports: environment.EXPORTS_BUCKET, documents: environment.DOCUMENTS_BUCKET };
  return {
    downloadExport: downloadExport({
      exports: exportStore(client, tables, commitTo(client, environment)),
      storage: exportStorage(new S3Client({}), buckets),
      clock,
    }),
  };
};
