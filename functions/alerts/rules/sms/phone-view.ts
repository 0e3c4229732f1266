import type { Phone } from '../../../../schemas/phone.ts';
import { hindranceOf, nextMonth, type SmsLimits } from './allowance.ts';
import { maskNumber } from './numbers.ts';

/** Why no SMS goes to a number any more: its owner told the operator or us so, or the network does not take it. */
export type StopReason = 'opted-out' | 'refused';

/** A number that was verified. */
export interface StoredPhone {
  number: string;
  verifiedAt: string;
  stopped?: { because: StopReason; at: string } | undefined;
}

/** A number that waits for its code. */
export interface Verification {
  number: string;
  codeHash: string;
  triesLeft: number;
  /** The code is worth nothing from then on. */
  until: string;
}

/** Everything that is known of the phone of an account. */
export interface PhoneOverview {
  phone: StoredPhone | undefined;
  verification: Verification | undefined;
  /** SMS sent to the account this month. */
  sent: number;
}

const because: Record<StopReason, string> = {
  'opted-out': 'Votre numéro a demandé à ne plus recevoir nos SMS : vos alertes arrivent par courriel.',
  refused: 'Votre opérateur refuse nos SMS pour ce numéro : vos alertes arrivent par courriel. Vous pouvez vérifier un autre numéro.',
};

/** Formatted when somebody is told so: the first use of Node's calendar takes 20 ms, which every start would pay. */
const firstOf = (month: Date): string => `1er ${month.toLocaleDateString('fr-FR', { month: 'long', timeZone: 'UTC' })}`;

const noticesOf = ({ phone, sent }: PhoneOverview, spent: number, { limits, now }: Situation): string[] => {
  switch (hindranceOf({ phone, sent, spent }, limits)) {
    case 'stopped':
      return phone?.stopped ? [because[phone.stopped.because]] : [];
    case 'allowance':
      return [
        `Vous avez reçu vos ${limits.perAccount} SMS du mois : jusqu’au ${firstOf(nextMonth(now))}, vos alertes arrivent par courriel.`,
      ];
    case 'budget':
      return [`Parvis a envoyé tous les SMS prévus ce mois-ci : jusqu’au ${firstOf(nextMonth(now))}, vos alertes arrivent par courriel.`];
    default:
      return [];
  }
};

export interface Situation {
  limits: SmsLimits;
  now: Date;
}

/** What its owner is shown. It follows from what is counted, so that nobody has to be told and nothing is told twice. */
export const phoneView = (overview: PhoneOverview, spent: number, situation: Situation): Phone => {
  const { phone, verification, sent } = overview;
  const waiting = verification && Date.parse(verification.until) > situation.now.getTime() && verification.triesLeft > 0;
  return {
    number: phone ? maskNumber(phone.number) : null,
    verifiedAt: phone?.verifiedAt ?? null,
    waiting: waiting ? { number: maskNumber(verification.number), until: verification.until } : null,
    month: { sent, most: situation.limits.perAccount },
    notices: noticesOf(overview, spent, situation),
  };
};
