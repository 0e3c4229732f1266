import { S3Client } from '@aws-sdk/client-s3';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { holdingsConsumer } from '../../shared/holdings.ts';
import { exportParts } from '../../shared/store/export-parts.ts';
import { accountHoldings } from '../holdings.ts';
import { historyStore } from '../store/history.ts';
import { findAccount } from '../store/kept-account.ts';
import { exportStorage } from '../store/leaving/export-storage.ts';
import { exportStore } from '../store/leaving/exports.ts';
import { profileStore } from '../store/profiles.ts';

export const wireHoldings = () => {
  const environment = readEnvironment('accounts-holdings');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const tables = { profiles: environment.PROFILES_TABLE, history: environment.HISTORY_TABLE, accounts: environment.ACCOUNTS_TABLE };
  const s3 = new S3Client({});
  const buckets = { exports: environment.EXPORTS_BUCKET, documents: environment.DOCUMENTS_BUCKET };
  return holdingsConsumer('accounts', {
    holdings: accountHoldings({
      findAccount: findAccount(client, tables.accounts),
      copies: exportStore(client, { leaving: environment.LEAVING_TABLE, history: environment.HISTORY_TABLE }, commit),
      storage: exportStorage(s3, buckets),
      profiles: profileStore(client, tables, commit),
      history: historyStore(client, tables.history, systemClock),
    }),
    parts: exportParts(s3, environment.EXPORTS_BUCKET),
    commit,
  });
};
