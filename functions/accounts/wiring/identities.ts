import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { civilIdentityReader } from '../../shared/store/civil-identity.ts';
import { onIdentityNews } from '../on-identity-news.ts';
import { vouchedIdentityStore } from '../store/vouched-identity.ts';

export const wireIdentities = () => {
  const environment = readEnvironment('accounts-identities');
  const client = dynamo();
  const tables = { profiles: environment.PROFILES_TABLE, accounts: environment.ACCOUNTS_TABLE };
  const reaction = onIdentityNews({
    civilIdentityOf: civilIdentityReader(client, environment.IDENTITIES_TABLE),
    store: vouchedIdentityStore(tables, commitTo(client, environment)),
    clock: systemClock,
  });
  return eventConsumer(consumers['accounts-identities'], { 'account.identified': reaction, 'account.identity-unlinked': reaction });
};
