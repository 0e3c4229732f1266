import type { AddressHash, KeptMailState, StopReason } from '../../../schemas/mail-state.ts';
import { stopReasons } from '../../../schemas/mail-state.ts';

/** The state of an address of which nothing was ever told. */
export const untold = (address: AddressHash): KeptMailState => ({ address, resumptions: [], version: 0 });

const resumedAt = ({ resumptions }: KeptMailState): string => resumptions.at(-1) ?? '';

const rank = (reason: StopReason): number => stopReasons.indexOf(reason);

export interface Stop {
  reason: StopReason;
  at: string;
  sentAt: string;
}

/**
 * The state after a stop; undefined when it changes nothing: told before, weaker than what is known, or about a mail that went before the
 * person asked for mails again. So the order of events does not matter, and none counts twice.
 */
export const afterStop = (kept: KeptMailState, { reason, at, sentAt }: Stop): KeptMailState | undefined => {
  if (sentAt <= resumedAt(kept)) return undefined;
  if (kept.stopped && rank(reason) <= rank(kept.stopped.reason)) return undefined;
  return { ...kept, stopped: { reason, since: kept.stopped?.since ?? at }, version: kept.version + 1 };
};

/** The state after news of a doubt or of its end; undefined when later news is known. */
export const afterDoubt = (kept: KeptMailState, doubt: { doubted: boolean; at: string }): KeptMailState | undefined =>
  kept.doubt && kept.doubt.at >= doubt.at ? undefined : { ...kept, doubt, version: kept.version + 1 };

/** Somebody whose mailbox never gets well, or who only plays, is not tried for ever. */
export const MOST_RESUMPTIONS = 3;
const RESUMPTION_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

/** The state after the person asked for mails again; `too-often` when they did so three times within thirty days. */
export const afterResumption = (kept: KeptMailState, now: Date): KeptMailState | 'too-often' => {
  const start = new Date(now.getTime() - RESUMPTION_DAYS * DAY).toISOString();
  const recent = kept.resumptions.filter((at) => at > start);
  if (recent.length >= MOST_RESUMPTIONS) return 'too-often';
  const { stopped: _, doubt: __, ...rest } = kept;
  return { ...rest, resumptions: [...recent, now.toISOString()], version: kept.version + 1 };
};
