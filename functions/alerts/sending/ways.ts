import type { Clock } from '../../shared/clock.ts';
import { log } from '../../shared/log.ts';
import { CallThrottled, type Mailer } from '../mailer.ts';

interface Ways {
  bulk: Mailer;
  single: Mailer;
  clock: Clock;
}

/** Milliseconds: a minute without bulk calls once they are throttled, twice as long each time that they still are. */
const FIRST_PAUSE = 60_000;
const LONGEST_PAUSE = 16 * FIRST_PAUSE;

/**
 * Sends in bulk, and one by one for a while when the service throttles bulk calls: it takes one a second of them where nobody had that
 * raised. A worker remembers it for as long as it lives.
 */
export const bulkWhilePossible = ({ bulk, single, clock }: Ways): Mailer => {
  let pause = FIRST_PAUSE;
  let singleUntil = 0;
  return async (mailing) => {
    if (clock().getTime() < singleUntil) return single(mailing);
    try {
      const fates = await bulk(mailing);
      pause = FIRST_PAUSE;
      return fates;
    } catch (error) {
      if (!(error instanceof CallThrottled)) throw error;
      singleUntil = clock().getTime() + pause;
      log('mail.bulk-throttled', { milliseconds: pause });
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      return single(mailing);
    }
  };
};
