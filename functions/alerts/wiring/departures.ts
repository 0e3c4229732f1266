import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { membershipReader } from '../../shared/store/memberships.ts';
import { onMembershipEnded } from '../on-membership-ended.ts';
import { subscriptionStore } from '../store/subscriptions.ts';

export const wireDepartures = () => {
  const environment = readEnvironment('alerts-departures');
  const client = dynamo();
  const tables = {
    subscriptions: environment.SUBSCRIPTIONS_TABLE,
    preferences: environment.PREFERENCES_TABLE,
    memberships: environment.MEMBERSHIPS_TABLE,
  };
  return eventConsumer(consumers['alerts-departures'], {
    'space.membership-ended': onMembershipEnded({
      store: subscriptionStore(client, tables, commitTo(client, environment)),
      membership: membershipReader(client, tables.memberships),
    }),
  });
};
