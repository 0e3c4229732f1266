import type { SendingControl, SendingOrder, SendingReason } from '../../../schemas/sending.ts';
import {
  LEAST_MAILS,
  REPRESENTATIVE_MAILS,
  type ReputationLimit,
  reputationLimits,
  TRIAL_AFTER,
  TRIAL_ENDS_AFTER,
} from './reputation-limits.ts';

/** Mails, and how many of them are held against us. */
export interface Volume {
  /** Mails that arrived or came back. */
  sent: number;
  bounced: number;
  complained: number;
}

export interface HourOfMails extends Volume {
  hour: string;
}

export const noVolume: Volume = { sent: 0, bounced: 0, complained: 0 };

export const addVolumes = (one: Volume, other: Volume): Volume => ({
  sent: one.sent + other.sent,
  bounced: one.bounced + other.bounced,
  complained: one.complained + other.complained,
});

/** The mails by which we are judged: the latest ten thousand, by whole hours, and none from before the last stop. */
export const representative = (hours: HourOfMails[], countedFrom: string | null): Volume =>
  hours
    .filter(({ hour }) => countedFrom === null || hour >= countedFrom)
    .toSorted((one, other) => (one.hour < other.hour ? 1 : -1))
    .reduce((total, hour) => (total.sent >= REPRESENTATIVE_MAILS ? total : addVolumes(total, hour)), noVolume);

type Level = 'stop' | 'slow' | 'watch' | 'healthy';
const levels: readonly Level[] = ['stop', 'slow', 'watch', 'healthy'];

/** `watch`: too good to slow down, not yet good enough to take a slow-down back. */
const levelOf = ({ of, least, stop, slow, back }: ReputationLimit, volume: Volume): Level => {
  if (volume.sent < LEAST_MAILS || volume[of] < least) return 'healthy';
  const rate = volume[of] / volume.sent;
  if (rate >= stop) return 'stop';
  if (rate >= slow) return 'slow';
  return rate >= back ? 'watch' : 'healthy';
};

/** The worst level, and what it comes from. */
const worst = (volume: Volume): { level: Level; reason: SendingReason } => {
  const found = reputationLimits.map(
    (limit) => ({ level: levelOf(limit, volume), reason: limit.of === 'bounced' ? 'bounces' : 'complaints' }) as const,
  );
  const [first] = found.toSorted((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level));
  return first && first.level !== 'healthy' ? first : { level: 'healthy', reason: 'healthy' };
};

const hourOf = (at: Date): string => `${at.toISOString().slice(0, 13)}:00:00.000Z`;
const nextHour = (at: Date): string => hourOf(new Date(at.getTime() + 60 * 60 * 1000));

/**
 * How mails may go out from now on. Gives the same control back when nothing changes. A stop ends by itself after a while, with a trial: a
 * quarter of the budget, judged by the mails from then on. What an administrator stopped stays so until an administrator lifts it.
 */
export const decideSending = (control: SendingControl, hours: HourOfMails[], now: Date): SendingControl => {
  const since = now.toISOString();
  const age = now.getTime() - Date.parse(control.since);
  if (control.factor === 0) {
    if (control.reason === 'administrator' || age < TRIAL_AFTER) return control;
    return { factor: 0.25, reason: 'trial', since, countedFrom: hourOf(now) };
  }
  const volume = representative(hours, control.countedFrom);
  const { level, reason } = worst(volume);
  if (level === 'stop') return { factor: 0, reason, since, countedFrom: nextHour(now) };
  if (control.factor === 1) return level === 'slow' ? { ...control, factor: 0.25, reason, since } : control;
  if (level !== 'healthy') return control;
  const proven = control.reason !== 'trial' || volume.sent >= LEAST_MAILS || age >= TRIAL_ENDS_AFTER;
  return proven ? { ...control, factor: 1, reason: 'healthy', since } : control;
};

/** What follows from an administrator's order: a stop that no figure lifts, or the rule again, which then counts from now on. */
export const orderSending = (control: SendingControl, order: SendingOrder, now: Date): SendingControl => {
  const since = now.toISOString();
  if (order === 'stopped') return { ...control, factor: 0, reason: 'administrator', since };
  return control.factor === 1 ? control : { factor: 1, reason: 'healthy', since, countedFrom: nextHour(now) };
};
