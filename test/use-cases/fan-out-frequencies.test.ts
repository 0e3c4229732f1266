import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALL } from '../../functions/alerts/rules/chunks.ts';
import type { Way } from '../../functions/alerts/store/subscription-items.ts';
import { AccountId } from '../../schemas/account.ts';
import { type Accidents, type Follower, fanOut } from '../doubles/fan-out.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

let log: ReturnType<typeof keepLogLines>;
beforeAll(() => {
  log = keepLogLines();
});
afterAll(() => log.restore());

const AT_ONCE: Way = { channel: 'mail', frequency: 'at-once' };
const DAILY: Way = { channel: 'mail', frequency: 'daily' };
const WEEKLY: Way = { channel: 'mail', frequency: 'weekly' };

/** What the spaces of one person after the other chose; those with several are told by the most prompt. */
const PATTERN = [[AT_ONCE], [DAILY], [WEEKLY, AT_ONCE], [WEEKLY], [DAILY, WEEKLY], [AT_ONCE, AT_ONCE, DAILY], [WEEKLY]];
const ZONES = ['Europe/Paris', 'Pacific/Chatham', 'Asia/Kathmandu'];

const followers = (count: number): Follower[] =>
  Array.from({ length: count }, (_, n) => {
    const ways = PATTERN[n % PATTERN.length] ?? [];
    const accountId = AccountId.parse(randomUUID());
    return { accountId, spaces: ways.length, ways, preferences: { zone: ZONES[n % 3] ?? 'UTC', hour: n % 24 } };
  });

const isToldAtOnce = ({ ways = [] }: Follower): boolean => ways.some(({ frequency }) => frequency === 'at-once');

const publish = (people: Follower[], accidents?: Accidents) => fanOut(people, randomUUID, 1, accidents);

/** Whoever is told at once has one mail and is in no list; whoever waits for a digest is in one list and has no mail. */
const expectOneWay = (people: Follower[], { mails, inFlight, lists, announced, ledger, written }: Awaited<ReturnType<typeof publish>>) => {
  const [prompt, patient] = [people.filter(isToldAtOnce), people.filter((person) => !isToldAtOnce(person))];
  const ids = (of: { accountId: AccountId }[]) => of.map(({ accountId }) => accountId).toSorted();
  expect(ids(written.flat())).toEqual(ids(prompt));
  expect(ids(lists.flatMap((list) => list.people))).toEqual(ids(patient));
  const wrong = prompt.filter(({ accountId }) => {
    const count = mails.get(accountId) ?? 0;
    return count === 0 || count > 1 + (inFlight.get(accountId) ?? 0);
  });
  expect(wrong).toEqual([]);
  expect(mails.size).toBe(prompt.length);
  expect([...announced]).toEqual(expect.arrayContaining(lists.map(({ slot }) => slot)));
  expect(ledger).toMatchObject({ state: 'done', expected: prompt.length, accepted: prompt.length, inDigests: patient.length });
};

describe('the fan-out to people of all frequencies', () => {
  it.each([0, 1, 7, 350, 1100])('tells each of %i people by exactly one way', async (count) => {
    const people = followers(count);
    const outcome = await publish(people);
    expectOneWay(people, outcome);
    expect([...outcome.mails.values()].every((mails) => mails === 1)).toBe(true);
  });

  it('is done as soon as it is read when everybody waits for a digest', async () => {
    const people = followers(300).filter((person) => !isToldAtOnce(person));
    const outcome = await publish(people);
    expectOneWay(people, outcome);
    expect(outcome.sends).toBe(0);
  });

  it('recovers from a kill before and after every single call: nobody missing, nobody by two ways', async () => {
    const people = followers(80);
    const { calls } = await publish(people);
    for (let kill = 0; kill < calls; kill++) {
      const outcome = await publish(people, { kills: new Set([kill]) });
      expectOneWay(people, outcome);
      expect(outcome.inFlight.size, `kill at ${kill}`).toBeLessThanOrEqual(CALL);
      expect(outcome.seconds, `kill at ${kill}`).toBeLessThan(600);
    }
  });

  it('keeps its promise through any mix of kills, copies, losses and interleavings', async () => {
    const accidents = fc.record({
      people: fc.integer({ min: 0, max: 160 }),
      kills: fc.uniqueArray(fc.nat(300), { maxLength: 10 }),
      turns: fc.array(fc.nat(4), { minLength: 1, maxLength: 8 }),
      workers: fc.integer({ min: 1, max: 5 }),
      copies: fc.integer({ min: 1, max: 3 }),
      lost: fc.uniqueArray(fc.nat(30), { maxLength: 4 }),
      short: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(accidents, async ({ people: count, kills, lost, short, ...mix }) => {
        const people = followers(count);
        let asked = 0;
        const outcome = await publish(people, {
          ...mix,
          kills: new Set(kills),
          lost: (nth) => lost.includes(nth),
          timeLeft: () => (short && asked++ % 2 === 0 ? 5_000 : 60_000),
        });
        expectOneWay(people, outcome);
      }),
      { numRuns: 60 },
    );
  });
});
