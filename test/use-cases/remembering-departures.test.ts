import { beforeEach, expect, it } from 'vitest';
import { rememberDepartures } from '../../functions/alerts/remember-departures.ts';
import type { Place } from '../../functions/alerts/rules/audience.ts';
import { entryName } from '../../functions/alerts/rules/followers.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { aFiche, aPerson, aSubscription, subscriptionsInMemory } from '../doubles/subscriptions.ts';

const fiche = aFiche('F265');
const trail = { actor: 'public', action: 'test', correlationId: 'test' } as const;
const START = Date.UTC(2026, 2, 2, 8);
const MINUTE = 60_000;
const alert = { ...anAnnouncement({ ...fiche }), startedAt: new Date(START).toISOString() };
const batch = () => ({ timeLeft: () => 11_000, behind: () => 0 });

let now: number;
let failing: boolean;
let asked: number[][];
let subscriptions: ReturnType<typeof subscriptionsInMemory>;
let since: ReturnType<typeof rememberDepartures>;
beforeEach(() => {
  now = START;
  failing = false;
  asked = [];
  const clock = () => new Date(now);
  subscriptions = subscriptionsInMemory(undefined, clock);
  since = rememberDepartures({
    clock,
    departures: {
      between: async (key, from, to) => {
        asked.push([from.getTime() - START, to.getTime() - START]);
        if (failing) throw new Error('the table is away');
        return subscriptions.between(key, from, to);
      },
    },
  });
});

const leave = async (minutes: number): Promise<Place> => {
  const subscription = aSubscription(aPerson(), fiche);
  await subscriptions.add(subscription, trail);
  now = START + minutes * MINUTE;
  await subscriptions.end(subscription, trail);
  return subscription;
};

it('are read once a batch, from a minute before what the batch before has read', async () => {
  const first = await leave(2);
  const run = batch();
  expect(await Promise.all([since(alert, run), since(alert, run)])).toEqual([new Set([entryName(first)]), new Set([entryName(first)])]);
  const second = await leave(10);
  expect(await since(alert, batch())).toEqual(new Set([first, second].map(entryName)));
  expect(asked).toEqual([
    [-MINUTE, 3 * MINUTE],
    [MINUTE, 11 * MINUTE],
  ]);
});

it('are those of one alert only', async () => {
  const left = await leave(2);
  const other = { ...alert, ...aFiche('F984') };
  const run = batch();
  expect(await since(other, run)).toEqual(new Set());
  expect(await since(alert, run)).toEqual(new Set([entryName(left)]));
  expect(asked.map(([from]) => from)).toEqual([-MINUTE, -MINUTE]);
});

it('are read anew from the start after a reading that failed: nobody is forgotten', async () => {
  const left = await leave(2);
  failing = true;
  await expect(since(alert, batch())).rejects.toThrow('the table is away');
  failing = false;
  expect(await since(alert, batch())).toEqual(new Set([entryName(left)]));
});
