import { createHmac } from 'node:crypto';
import type { Clock } from '../shared/clock.ts';
import type { Keyring } from '../shared/keyring.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import { asksForPerson, type LimitName, limits, oneMore, waitOf } from './rules/throttle.ts';
import type { AttemptStore } from './store/attempts.ts';

/** What a try is counted under, by limit: a text that stands for an account, a network, a mailbox. */
export type Counted = Partial<Record<LimitName, string>>;

/** A try that may be made. Whoever makes it says what came of it. */
export interface Admitted {
  admitted: true;
  /** It failed, or had a letter sent: all of its counts keep it. */
  keep(): Promise<void>;
  /** It was right. */
  forget(): Promise<void>;
}

export type Admission = Admitted | { admitted: false; waitSeconds: number } | { admitted: false; person: true };

export interface Throttle {
  /**
   * Whether a try is looked at now. The first of `counted` is counted at once, so that many tries at the same instant are not many tries; the
   * others once it has failed.
   */
  enter(counted: Counted, isPerson: boolean): Promise<Admission>;
}

export interface ThrottleDependencies {
  store: AttemptStore;
  keys: ReadKeyring;
  clock: Clock;
}

interface Entry {
  name: LimitName;
  key: string;
}

/** Keyed, so that whoever reads the table cannot even test a guess. A count that many add to is kept by the stretch of time in which it is remembered: nobody has to read it to add to it. */
const keyOf = (keyring: Keyring, name: LimitName, who: string, stretch: string): string =>
  `${name}#${createHmac('sha256', keyring.newest.key).update(`attempt ${name} ${who} ${stretch}`).digest('base64url')}`;

export const throttle = ({ store, keys, clock }: ThrottleDependencies): Throttle => ({
  async enter(counted, isPerson) {
    const keyring = await keys();
    const now = clock().getTime();
    const entries = (Object.entries(counted) as [LimitName, string][]).map(([name, who], rank): Entry => {
      const stretch = rank === 0 ? '' : String(Math.floor(now / limits[name].remembered));
      return { name, key: keyOf(keyring, name, who, stretch) };
    });
    const counts = await store.read(entries.map(({ key }) => key));
    const wait = Math.max(...entries.map(({ name, key }) => waitOf(limits[name], counts.get(key), now)));
    if (wait > 0) return { admitted: false, waitSeconds: Math.ceil(wait / 1000) };
    if (!isPerson && entries.some(({ name, key }) => asksForPerson(limits[name], counts.get(key), now)))
      return { admitted: false, person: true };
    const [first, ...others] = entries;
    if (!first) throw new Error('a try that is counted nowhere');
    const limit = limits[first.name];
    const seen = counts.get(first.key);
    const next = { ...oneMore(limit, seen, now), until: now + limit.remembered };
    if (!(await store.take(first.key, seen, next))) return { admitted: false, waitSeconds: 1 };
    return {
      admitted: true,
      async keep() {
        await Promise.all(others.map(({ name, key }) => store.add(key, now, now + 2 * limits[name].remembered)));
      },
      forget: () => store.forget(first.key),
    };
  },
});
