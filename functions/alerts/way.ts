import type { SubscriptionChoice } from '../../schemas/subscription.ts';
import type { StoredPreferences } from './store/preferences.ts';
import type { StoredSubscription, Way } from './store/subscription-items.ts';

/** By which way somebody is told who chose this, with these preferences. */
export const wayOf = ({ channel, frequency }: SubscriptionChoice, { defaultFrequency, version }: StoredPreferences): Way => {
  if (channel === 'sms') return { channel, frequency: 'at-once' };
  return frequency === null ? { channel, frequency: defaultFrequency, defaultVersion: version } : { channel, frequency };
};

/** What a person reads of the way of a subscription. */
export const describeWay = ({ channel, frequency, defaultVersion }: StoredSubscription) => ({
  channel,
  frequency,
  frequencyChosen: defaultVersion === undefined ? frequency : null,
});

export const isSameWay = (one: Way, other: Way): boolean =>
  one.channel === other.channel &&
  one.frequency === other.frequency &&
  (one.defaultVersion === undefined) === (other.defaultVersion === undefined);
