import type { SendingControl, SendingReason, SendingState } from '../../schemas/sending.ts';
import { type HourOfMails, representative } from './rules/reputation.ts';

const causes: Record<SendingReason, string> = {
  healthy: 'Les courriels partent normalement.',
  bounces: 'Trop d’adresses rejettent nos courriels',
  complaints: 'Trop de personnes signalent nos courriels comme indésirables',
  trial: 'Les envois reprennent à l’essai après un arrêt, au quart de leur débit.',
  administrator: 'Un administrateur a arrêté les envois : ils attendent son ordre, rien n’est perdu.',
};

const explanationOf = ({ factor, reason }: SendingControl): string => {
  if (reason !== 'bounces' && reason !== 'complaints') return causes[reason];
  return factor === 0
    ? `${causes[reason]} : les envois sont arrêtés et reprendront d’eux-mêmes à l’essai ; rien n’est perdu.`
    : `${causes[reason]} : les envois sont ralentis au quart de leur débit.`;
};

/** How mails go out, as an administrator reads it. */
export const sendingState = (control: SendingControl, hours: HourOfMails[]): SendingState => ({
  factor: control.factor,
  reason: control.reason,
  since: control.since,
  explanation: explanationOf(control),
  judgedBy: representative(hours, control.countedFrom),
});
