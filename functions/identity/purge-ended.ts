import { AddressHash } from '../../schemas/mail-state.ts';
import type { Clock } from '../shared/clock.ts';
import { errorFields, log } from '../shared/log.ts';
import type { PurgeStore } from './store/purge.ts';

const FORMER = 'former#';

/** Woken by a schedule: sign-ups that nobody activated within a month go, and former addresses that nobody took back within seven days are free again. */
export const purgeEnded =
  ({ store, clock }: { store: PurgeStore; clock: Clock }) =>
  async (timeLeft: () => number): Promise<void> => {
    const at = clock();
    let count = 0;
    for await (const key of store.ended(at)) {
      if (timeLeft() < 2000) break;
      try {
        if (key.startsWith(FORMER)) await store.free(AddressHash.parse(key.slice(FORMER.length)));
        await store.remove(key, at);
        count += 1;
      } catch (error) {
        log('pending.purge-failed', errorFields(error));
      }
    }
    if (count > 0) log('pending.purged', { count });
  };
