import type { KeptMailState, MailState, StopReason } from '../../schemas/mail-state.ts';
import { hashAddress } from './address.ts';

const explanations: Record<StopReason, string> = {
  bounce:
    'Votre adresse électronique a refusé un de nos courriels : elle n’existe pas ou n’existe plus. Nous ne vous envoyons plus de courriel ; vos abonnements sont conservés. Si l’adresse est bonne, vous pouvez reprendre les envois.',
  complaint:
    'Un de nos courriels a été signalé comme indésirable depuis votre messagerie. Nous ne vous envoyons plus de courriel ; vos abonnements sont conservés et vous pouvez reprendre les envois.',
  'soft-bounces':
    'Votre messagerie ne reçoit plus nos courriels depuis plusieurs jours : elle est pleine ou ne répond pas. Nous ne vous en envoyons plus ; vos abonnements sont conservés. Une fois le problème réglé, vous pouvez reprendre les envois.',
};

/** Nothing is known against the address. */
export const allIsWell: MailState = { state: 'ok', reason: null, since: null, explanation: null };

/** What an account keeps, when it speaks of the address that the account has now. */
export const stateOfAddress = (email: string, kept: KeptMailState | undefined): KeptMailState | undefined =>
  kept && kept.address === hashAddress(email) ? kept : undefined;

/** Whether mails go to the person, and why not, in words for that person. */
export const mailStateOf = (email: string, kept: KeptMailState | undefined): MailState => {
  const stopped = stateOfAddress(email, kept)?.stopped;
  return stopped ? { state: 'stopped', ...stopped, explanation: explanations[stopped.reason] } : allIsWell;
};

/** What whoever writes to somebody must know: `stopped` gets nothing, `doubtful` gets its mails with a tag that says so. */
export const addressTrouble = (email: string, kept: KeptMailState | undefined): 'stopped' | 'doubtful' | undefined => {
  const state = stateOfAddress(email, kept);
  if (state?.stopped) return 'stopped';
  return state?.doubt?.doubted ? 'doubtful' : undefined;
};
