import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALL } from '../../functions/alerts/rules/chunks.ts';
import { IN_HANDS } from '../../functions/alerts/sending/turns.ts';
import { AccountId } from '../../schemas/account.ts';
import { type Accidents, type Follower, fanOut } from '../doubles/fan-out.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

let log: ReturnType<typeof keepLogLines>;
beforeAll(() => {
  log = keepLogLines();
});
afterAll(() => log.restore());

/** Every fifth person follows the fiche from two spaces, every seventh from three. */
const followers = (count: number): Follower[] =>
  Array.from({ length: count }, (_, n) => ({ accountId: AccountId.parse(randomUUID()), spaces: n % 7 === 6 ? 3 : n % 5 === 4 ? 2 : 1 }));

/** So many people seem to be in each shard that every one is a part of its own. */
const CROWDED = 1_000_000;
const QUIET = 1;
/** So many that some shards share a part and some do not. */
const BUSY = 60;

const publish = (people: Follower[], crowding: number, accidents?: Accidents) => fanOut(people, randomUUID, crowding, accidents);
type Outcome = Awaited<ReturnType<typeof publish>>;

/** Nobody forgotten, and nobody told twice but those whose mail was in flight when a worker did not come back. */
const expectEverybodyOnce = (people: Follower[], { mails, refused, inFlight, ledger, written, largest }: Outcome) => {
  const wrong = people.filter(({ accountId }) => {
    const count = mails.get(accountId) ?? 0;
    return (count === 0 && !refused.has(accountId)) || count > 1 + (inFlight.get(accountId) ?? 0);
  });
  expect(wrong).toEqual([]);
  expect(mails.size + refused.size).toBeGreaterThanOrEqual(people.length);
  expect(
    written
      .flat()
      .map(({ accountId }) => accountId)
      .toSorted(),
  ).toEqual(people.map(({ accountId }) => accountId).toSorted());
  expect(largest).toBeLessThanOrEqual(CALL);
  expect(ledger).toMatchObject({ state: 'done', expected: people.length, left: 0 });
  expect(ledger.accepted + ledger.failed).toBe(people.length);
};

describe('the fan-out of one publication', () => {
  it.each([0, 1, 49, 50, 51, 499, 500, 501, 1234])('tells each of %i people exactly once', async (count) => {
    const people = followers(count);
    const outcome = await publish(people, QUIET);
    expectEverybodyOnce(people, outcome);
    expect([...outcome.mails.values()].every((mails) => mails === 1)).toBe(true);
    expect(outcome.seconds).toBeLessThan(60);
  });

  it('fills its chunks across small shards, and gives a large audience parts of its own', async () => {
    const people = followers(320).map((follower) => ({ ...follower, spaces: 1 }));
    expect((await publish(people, QUIET)).sends).toBe(Math.ceil(320 / CALL));
    expect((await publish(people, CROWDED)).sends).toBe(16);
  });

  it('hands over to itself when time runs short, and loses nobody', async () => {
    const people = followers(1234);
    const budget = [5_000, 20_000, 5_000, 20_000];
    let asked = 0;
    const outcome = await publish(people, QUIET, { timeLeft: () => budget[asked++ % budget.length] ?? 0 });
    expectEverybodyOnce(people, outcome);
    expect(outcome.inFlight.size).toBe(0);
  });

  it('tells everybody once when every message is delivered three times to workers that run together', async () => {
    const people = followers(620);
    const outcome = await publish(people, QUIET, { copies: 3, workers: 4, turns: [0, 3, 1, 0, 2] });
    expectEverybodyOnce(people, outcome);
    expect([...outcome.mails.values()].every((mails) => mails === 1)).toBe(true);
  });

  it('recovers from a kill before and after every single call, within ten minutes', async () => {
    const people = followers(130);
    for (const crowding of [QUIET, BUSY]) {
      const { calls } = await publish(people, crowding);
      for (let kill = 0; kill < calls; kill++) {
        const outcome = await publish(people, crowding, { kills: new Set([kill]) });
        expectEverybodyOnce(people, outcome);
        expect(outcome.inFlight.size, `kill at ${kill}`).toBeLessThanOrEqual(CALL);
        expect(outcome.seconds, `kill at ${kill}`).toBeLessThan(600);
      }
    }
  });

  it('recovers from a kill before and after every single call when mails go one by one: at most sixty-four come twice', async () => {
    const people = followers(56);
    const { calls } = await publish(people, QUIET, { single: true });
    for (let kill = 0; kill < calls; kill++) {
      const outcome = await publish(people, QUIET, { kills: new Set([kill]), single: true });
      expectEverybodyOnce(people, outcome);
      expect(outcome.largest).toBe(1);
      expect(outcome.inFlight.size, `kill at ${kill}`).toBeLessThanOrEqual(IN_HANDS);
      expect(outcome.seconds, `kill at ${kill}`).toBeLessThan(600);
    }
  });

  it('recovers each message that is lost, within ten minutes', async () => {
    const people = followers(120);
    for (let nth = 0; nth < 6; nth++) {
      const outcome = await publish(people, QUIET, { lost: (message) => message === nth });
      expectEverybodyOnce(people, outcome);
      expect(outcome.inFlight.size).toBe(0);
      expect(outcome.seconds, `message ${nth}`).toBeLessThan(600);
    }
  });

  it('tells everybody once through throttling, refusals of some and failures of all', async () => {
    const people = followers(170);
    const outcome = await publish(people, QUIET, {
      fate: (call, position) => (call % 3 === 0 && position % 4 === 1 ? 'later' : position % CALL === 7 ? 'refused' : 'accepted'),
      failure: (call) => (call % 5 === 2 ? 'before' : undefined),
    });
    expectEverybodyOnce(people, outcome);
    expect(outcome.inFlight.size).toBe(0);
    expect([...outcome.mails.values()].every((mails) => mails === 1)).toBe(true);
    expect(outcome.refused.size).toBe(4);
    expect(outcome.ledger.failed).toBe(4);
  });

  it('goes on after the mail service was away for an hour', async () => {
    const people = followers(120);
    const outcome = await publish(people, QUIET, { failure: (call) => (call < 60 ? 'before' : undefined) });
    expectEverybodyOnce(people, outcome);
    expect([...outcome.mails.values()].every((mails) => mails === 1)).toBe(true);
  });

  it('keeps its promise through any mix of kills, copies, losses, failures and interleavings', async () => {
    const accidents = fc.record({
      people: fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 0, max: 130 }) },
        { weight: 1, arbitrary: fc.integer({ min: 490, max: 620 }) },
      ),
      crowding: fc.constantFrom(QUIET, CROWDED),
      kills: fc.uniqueArray(fc.nat(400), { maxLength: 12 }),
      turns: fc.array(fc.nat(4), { minLength: 1, maxLength: 8 }),
      workers: fc.integer({ min: 1, max: 5 }),
      copies: fc.integer({ min: 1, max: 3 }),
      lost: fc.uniqueArray(fc.nat(30), { maxLength: 4 }),
      fates: fc.array(fc.constantFrom('accepted' as const, 'accepted' as const, 'later' as const, 'refused' as const), {
        minLength: 1,
        maxLength: 12,
      }),
      failures: fc.array(fc.constantFrom(undefined, undefined, 'before' as const, 'after' as const), { minLength: 1, maxLength: 7 }),
      short: fc.boolean(),
      single: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(accidents, async ({ people: count, crowding, kills, lost, fates, failures, short, ...mix }) => {
        const people = followers(count);
        let asked = 0;
        const outcome = await publish(people, crowding, {
          ...mix,
          kills: new Set(kills),
          lost: (nth) => lost.includes(nth),
          fate: (call, position) => (call > 60 ? 'accepted' : (fates[(call + position) % fates.length] ?? 'accepted')),
          failure: (call) => (call > 60 ? undefined : failures[call % failures.length]),
          timeLeft: () => (short && asked++ % 2 === 0 ? 5_000 : 60_000),
        });
        expectEverybodyOnce(people, outcome);
        expect(outcome.written.flat()).toHaveLength(count);
      }),
      { numRuns: 150 },
    );
  });
});
