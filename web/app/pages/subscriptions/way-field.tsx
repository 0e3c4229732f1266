import type { Frequency, Subscription, SubscriptionChoice } from '../../../../schemas/subscription.ts';
import { SelectField } from '../../forms/field.tsx';
import { frequencyNames } from './frequencies.ts';

type Way = 'default' | Frequency | 'sms';

const wayOf = ({ channel, frequencyChosen }: Subscription): Way => (channel === 'sms' ? 'sms' : (frequencyChosen ?? 'default'));

const choiceOf = (way: Way): SubscriptionChoice => {
  if (way === 'sms') return { channel: 'sms', frequency: null };
  return { channel: 'mail', frequency: way === 'default' ? null : way };
};

interface Props {
  subscription: Subscription;
  defaultFrequency: Frequency;
  /** Whether a number was verified: without one, SMS are not offered. */
  phone: boolean;
  onChoice: (choice: SubscriptionChoice) => void;
}

/** How somebody is told of one fiche; saved as soon as it is chosen. */
export const WayField = ({ subscription, defaultFrequency, phone, onChoice }: Props) => {
  const way = wayOf(subscription);
  const options: [Way, string][] = [
    ['default', `Mon choix habituel (${frequencyNames[defaultFrequency].toLowerCase()})`],
    ['at-once', `Par courriel : ${frequencyNames['at-once'].toLowerCase()}`],
    ['daily', 'Par courriel : chaque jour'],
    ['weekly', 'Par courriel : chaque semaine'],
    ...(phone || way === 'sms' ? [['sms', 'Par SMS : tout de suite'] as [Way, string]] : []),
  ];
  return (
    <SelectField
      name={`${subscription.audience}-${subscription.ficheId}`}
      label={
        <>
          Comment être prévenu<span class="visually-hidden"> de « {subscription.title} »</span>
        </>
      }
      value={way}
      options={options}
      onValue={(chosen) => onChoice(choiceOf(chosen))}
    />
  );
};
