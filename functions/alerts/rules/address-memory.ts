import type { StopReason } from '../../../schemas/mail-state.ts';
import type { AddressSign } from './mail-event-meanings.ts';
import { FORGOTTEN_AFTER, stopsMail } from './soft-bounces.ts';

/** One thing that the mail service told of a mail. */
export interface Heard {
  mail: string;
  at: string;
}

/** What is kept of an address that gave trouble. */
export interface AddressMemory {
  /** Hard bounces and complaints that were told on, so that none is told on twice: `bounce#<mail>`. */
  final: Heard[];
  /** Mails that failed for the moment, each once and with the time of its sending: a delay and a bounce of one mail are one failure. */
  failures: Heard[];
  /** Failures of mails sent up to here count no more: a mail arrived, or the address was stopped for them. */
  settledUntil: string;
}

export const noMemory: AddressMemory = { final: [], failures: [], settledUntil: '' };

export interface AddressNews {
  sign: AddressSign;
  mail: string;
  at: string;
  sentAt: string;
  /** The mail said that the address was in doubt. */
  doubtful: boolean;
}

/** What others have to know. */
export type Verdict =
  | { kind: 'stopped'; reason: StopReason; at: string; sentAt: string }
  | { kind: 'doubted'; at: string }
  | { kind: 'trusted'; at: string };

/** More than ever are within a window: what a flood of failures of one day may take up. */
const MOST_KEPT = 100;

const latest = (...times: string[]): string => times.reduce((one, other) => (other > one ? other : one), '');

const without = (heard: Heard[], now: string): Heard[] => {
  const start = new Date(Date.parse(now) - FORGOTTEN_AFTER).toISOString();
  return heard
    .filter(({ at }) => at > start)
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
    .slice(-MOST_KEPT);
};

const afterFinal = (memory: AddressMemory, { sign, mail, at, sentAt }: AddressNews, reason: StopReason): [AddressMemory, Verdict[]] => {
  const key = `${sign}#${mail}`;
  if (memory.final.some((heard) => heard.mail === key)) return [memory, []];
  const final = without([...memory.final, { mail: key, at }], latest(at, ...memory.final.map((heard) => heard.at)));
  return [{ ...memory, final }, [{ kind: 'stopped', reason, at, sentAt }]];
};

const afterFailure = (memory: AddressMemory, { mail, at, sentAt }: AddressNews): [AddressMemory, Verdict[]] => {
  if (sentAt <= memory.settledUntil || memory.failures.some((failure) => failure.mail === mail)) return [memory, []];
  const failures = without([...memory.failures, { mail, at: sentAt }], latest(sentAt, ...memory.failures.map((failure) => failure.at)));
  if (!stopsMail(failures.map((failure) => failure.at))) return [{ ...memory, failures }, [{ kind: 'doubted', at }]];
  const settledUntil = latest(...failures.map((failure) => failure.at));
  return [{ ...memory, failures: [], settledUntil }, [{ kind: 'stopped', reason: 'soft-bounces', at, sentAt }]];
};

/** Of an address in no trouble nothing is kept: most mails arrive. */
const afterDelivery = (memory: AddressMemory, { at, doubtful }: AddressNews): [AddressMemory, Verdict[]] => {
  if (at <= memory.settledUntil || (memory.failures.length === 0 && !doubtful)) return [memory, []];
  const failures = memory.failures.filter((failure) => failure.at > at);
  return [{ ...memory, failures, settledUntil: at }, failures.length > 0 ? [] : [{ kind: 'trusted', at }]];
};

const after: Record<AddressSign, (memory: AddressMemory, news: AddressNews) => [AddressMemory, Verdict[]]> = {
  bounce: (memory, news) => afterFinal(memory, news, 'bounce'),
  complaint: (memory, news) => afterFinal(memory, news, 'complaint'),
  failure: afterFailure,
  delivery: afterDelivery,
};

/** What is to be remembered of an address after news of it, and what follows. The same news again changes nothing and says nothing. */
export const judge = (memory: AddressMemory, news: AddressNews[]): { memory: AddressMemory; verdicts: Verdict[] } => {
  let now = memory;
  const verdicts: Verdict[] = [];
  for (const one of news) {
    const [next, said] = after[one.sign](now, one);
    now = next;
    verdicts.push(...said);
  }
  return { memory: now, verdicts };
};
