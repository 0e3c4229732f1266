import { S3Client } from '@aws-sdk/client-s3';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { holdingsConsumer } from '../../shared/holdings.ts';
import { exportParts } from '../../shared/store/export-parts.ts';
import { accountHoldings } from '../holdings.ts';
import { historyStore } from '../store/history.ts';
import { findAccount } from '../store/kept-account.ts';

export const wireHoldings = () => {
  const environment = readEnvironment('accounts-holdings');
  const client = dynamo();
  return holdingsConsumer('accounts', {
    holdings: accountHoldings({
      findAccount: findAccount(client, environment.ACCOUNTS_TABLE),
      history: historyStore(client, environment.HISTORY_TABLE),
    }),
    parts: exportParts(new S3Client({}), environment.EXPORTS_BUCKET),
    commit: commitTo(client, environment),
  });
};
