import { S3Client } from '@aws-sdk/client-s3';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { holdingsConsumer } from '../../shared/holdings.ts';
import { exportParts } from '../../shared/store/export-parts.ts';
import { accountHoldings } from '../holdings.ts';
import { historyStore } from '../store/history.ts';
import { findAccount } from '../store/kept-account.ts';
import { profileStore } from '../store/profiles.ts';

export const wireHoldings = () => {
  const environment = readEnvironment('accounts-holdings');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const tables = { profiles: environment.PROFILES_TABLE, history: environment.HISTORY_TABLE, accounts: environment.ACCOUNTS_TABLE };
  return holdingsConsumer('accounts', {
    holdings: accountHoldings({
      findAccount: findAccount(client, tables.accounts),
      profiles: profileStore(client, tables, commit),
      history: historyStore(client, tables.history, systemClock),
    }),
    parts: exportParts(new S3Client({}), environment.EXPORTS_BUCKET),
    commit,
  });
};
