import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { onDefaultFrequencyChanged } from '../on-default-frequency-changed.ts';
import { onSmsEnded } from '../sms/on-sms-ended.ts';
import { phoneVerified } from '../store/sms/phone-verified.ts';
import { subscriptionStore } from '../store/subscriptions.ts';

export const wireFrequencies = () => {
  const environment = readEnvironment('alerts-frequencies');
  const client = dynamo();
  const tables = {
    subscriptions: environment.SUBSCRIPTIONS_TABLE,
    preferences: environment.PREFERENCES_TABLE,
    memberships: environment.MEMBERSHIPS_TABLE,
  };
  const store = subscriptionStore(client, tables, commitTo(client, environment));
  return eventConsumer(consumers['alerts-frequencies'], {
    'preferences.default-changed': onDefaultFrequencyChanged({ store }),
    'sms.ended': onSmsEnded({ store, phoneVerified: phoneVerified(client, environment.PHONES_TABLE) }),
  });
};
