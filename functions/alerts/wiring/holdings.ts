import { S3Client } from '@aws-sdk/client-s3';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { holdingsConsumer } from '../../shared/holdings.ts';
import { exportParts } from '../../shared/store/export-parts.ts';
import { ficheTitles } from '../../shared/store/fiches.ts';
import { alertHoldings } from '../holdings.ts';
import { forgetting } from '../store/forgetting.ts';
import { preferencesStore } from '../store/preferences.ts';
import { phoneOf } from '../store/sms/phone-verified.ts';
import { subscriptionReader } from '../store/subscription-reader.ts';

export const wireHoldings = () => {
  const environment = readEnvironment('alerts-holdings');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const tables = {
    subscriptions: environment.SUBSCRIPTIONS_TABLE,
    preferences: environment.PREFERENCES_TABLE,
    phones: environment.PHONES_TABLE,
    addresses: environment.ADDRESSES_TABLE,
  };
  return holdingsConsumer('alerts', {
    holdings: alertHoldings({
      subscriptions: subscriptionReader(client, tables.subscriptions),
      preferences: preferencesStore(client, tables.preferences, commit),
      titles: ficheTitles(client, environment.FICHES_TABLE),
      phoneOf: phoneOf(client, tables.phones),
      forget: forgetting({ client, tables, commit, clock: systemClock }),
    }),
    parts: exportParts(new S3Client({}), environment.EXPORTS_BUCKET),
    commit,
  });
};
