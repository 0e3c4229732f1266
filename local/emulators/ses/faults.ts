import { setTimeout as sleep } from 'node:timers/promises';
import type { MailFate } from './fates.ts';

/** How the next calls go wrong; tests set these on the running system. */
export interface MailFaults {
  /** Between taking mails over and answering: a function that is killed meanwhile does not know that they went. */
  latencyMilliseconds: number;
  /** One for each of the next calls: refused for the rate, failed, or never answered; nothing is sent. */
  failNext: ('throttle' | 'error' | 'hang')[];
  /** Mails a second that are taken over, in bulk or one by one; undefined is no limit. */
  mailsPerSecond?: number | undefined;
  /** Bulk calls a second that are taken, one where nobody had that raised; undefined is no limit. */
  bulkCallsPerSecond?: number | undefined;
  /**
   * What SES says of one entry of a bulk call instead of sending it; undefined sends it. A mail of its own fails with the error that means
   * the same. `BAD_REQUEST` is an address for which it refuses the whole call.
   */
  refuse: (address: string) => 'MESSAGE_REJECTED' | 'TRANSIENT_FAILURE' | 'ACCOUNT_THROTTLED' | 'BAD_REQUEST' | undefined;
  /** What becomes of mails to an address (in lower case); undefined leaves it to the address itself. */
  fate: (address: string) => MailFate | undefined;
}

export const noFaults = (): MailFaults => ({ latencyMilliseconds: 0, failNext: [], refuse: () => undefined, fate: () => undefined });

/** Ends early when the caller has gone. */
export const delayAnswer = ({ latencyMilliseconds }: MailFaults, gone: AbortSignal): Promise<void> =>
  sleep(latencyMilliseconds, undefined, { signal: gone }).catch(() => undefined);

export const untilGone = (gone: AbortSignal): Promise<void> =>
  new Promise((resolve) => (gone.aborted ? resolve() : gone.addEventListener('abort', () => resolve(), { once: true })));
