import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHARDS } from '../../functions/alerts/rules/audience.ts';
import { CALL } from '../../functions/alerts/rules/chunks.ts';
import { type DigestAccidents, digestRun } from '../doubles/digest-run.ts';
import { type DigestFollower, digestFollowersIn } from '../doubles/digest-scene.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

let log: ReturnType<typeof keepLogLines>;
beforeAll(() => {
  log = keepLogLines();
});
afterAll(() => log.restore());

/** Everybody follows the first fiche, every second the second one, every third the third one and so on. */
const fichesOf = (n: number): number[] => [1, 2, 3, 4].filter((fiche) => n % fiche === 0);
const followers = (count: number): DigestFollower[] => digestFollowersIn(SHARDS, count, fichesOf);

/** Two pages of a pager. */
const CROWD = 560;

type Run = ReturnType<typeof digestRun>;
type Outcome = Awaited<ReturnType<Run['run']>>;

const titlesIn = (text: string): number[] => [...text.matchAll(/^## Fiche numéro (\d+)\./gm)].map(([, number]) => Number(number));

/** One letter each, with all that they follow and nothing else; no second one but of what was in flight at a kill. */
const expectEverybodyOnce = (people: DigestFollower[], run: Run, outcome: Outcome, refused: ReadonlySet<string> = new Set()) => {
  let doubled = 0;
  for (const { accountId, fiches } of people) {
    const letters = run.letters.get(accountId) ?? [];
    if (!refused.has(accountId)) expect(letters.length, accountId).toBeGreaterThanOrEqual(1);
    doubled += Math.max(0, letters.length - 1);
    for (const { mail } of letters) expect(titlesIn(mail.text)).toEqual(fiches.toSorted((one, other) => one - other));
  }
  expect(doubled).toBeLessThanOrEqual(outcome.killedInFlight);
  const written = outcome.written.flat().map(({ accountId }) => accountId);
  expect(written.toSorted()).toEqual(people.map(({ accountId }) => accountId).toSorted());
  expect(outcome.ledger).toMatchObject({ state: 'done', expected: people.length, left: 0, failed: refused.size });
  expect(outcome.ledger.accepted).toBe(people.length - refused.size);
};

const runOf = async (people: DigestFollower[], accidents?: DigestAccidents): Promise<[Run, Outcome]> => {
  const run = digestRun(people);
  return [run, await run.run(accidents)];
};

describe('the digests of a slot', () => {
  it.each([1, 16, 120])('tell each of %i people once of all that they follow', async (count) => {
    const people = followers(count);
    const [run, outcome] = await runOf(people);
    expectEverybodyOnce(people, run, outcome);
    expect(outcome.sends).toBe(count);
    expect(await run.dueSlots()).toEqual([]);
  });

  it('come once when the schedule runs five times a minute, and every message three times to workers that run together', async () => {
    const people = followers(60);
    const [run, outcome] = await runOf(people, { runs: () => 5, copies: 3, workers: 4 });
    expectEverybodyOnce(people, run, outcome);
    expect(outcome.sends).toBe(people.length);
  });

  it('come with the next run when an hour of runs was missed', async () => {
    const people = followers(40);
    const [run, outcome] = await runOf(people, { runs: (minute) => (minute < 60 ? 0 : 1) });
    expectEverybodyOnce(people, run, outcome);
    expect(outcome.minutes).toBeLessThan(63);
  });

  it('come once when two pagers read one shard together, page by page', async () => {
    const people = digestFollowersIn(1, CROWD, fichesOf);
    const [run, outcome] = await runOf(people, { stretch: 30, copies: 2, workers: 4 });
    expectEverybodyOnce(people, run, outcome);
    expect(outcome.sends).toBe(people.length);
  });

  it('lose nobody when their pagers hand over at every page', async () => {
    const people = digestFollowersIn(1, CROWD, fichesOf);
    let asked = 0;
    const [run, outcome] = await runOf(people, { stretch: 20, timeLeft: () => (asked++ % 2 === 0 ? 5_000 : 60_000) });
    expectEverybodyOnce(people, run, outcome);
  });

  it('recover from a kill before and after every single call', async () => {
    const people = digestFollowersIn(2, 8, fichesOf);
    const [, { calls }] = await runOf(people);
    for (let kill = 0; kill < calls; kill++) {
      const [run, outcome] = await runOf(people, { kills: new Set([kill]) });
      expectEverybodyOnce(people, run, outcome);
      expect(outcome.killedInFlight, `kill at ${kill}`).toBeLessThanOrEqual(CALL);
      expect(outcome.minutes, `kill at ${kill}`).toBeLessThanOrEqual(10);
    }
  });

  it('recover each message that is lost, within ten minutes', async () => {
    const people = followers(30);
    for (let nth = 0; nth < 20; nth++) {
      const [run, outcome] = await runOf(people, { lost: (message) => message === nth });
      expectEverybodyOnce(people, run, outcome);
      expect(outcome.sends).toBe(people.length);
      expect(outcome.minutes, `message ${nth}`).toBeLessThanOrEqual(10);
    }
  });

  it('send again to those only who could not be written to, and give up those who never will', async () => {
    const people = followers(40);
    const refused = new Set(people.slice(0, 3).map(({ accountId }) => accountId as string));
    const [run, outcome] = await runOf(people, {
      fate: (call, { address }) =>
        refused.has(address.split('@')[0] ?? '') ? 'refused' : call % 3 === 0 && call < 40 ? 'later' : 'accepted',
    });
    expectEverybodyOnce(people, run, outcome, refused);
    expect([...run.letters.values()].every((letters) => letters.length === 1)).toBe(true);
  });

  it('keep their promise through any mix of kills, copies, losses and missed runs', async () => {
    const accidents = fc.record({
      people: fc.integer({ min: 1, max: 60 }),
      stretch: fc.integer({ min: 1, max: 9 }),
      kills: fc.uniqueArray(fc.nat(300), { maxLength: 8 }),
      copies: fc.integer({ min: 1, max: 3 }),
      workers: fc.integer({ min: 1, max: 4 }),
      lost: fc.uniqueArray(fc.nat(20), { maxLength: 3 }),
      runs: fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }).filter((list) => list.some((count) => count > 0)),
      fates: fc.array(fc.constantFrom('accepted' as const, 'accepted' as const, 'later' as const), { minLength: 1, maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(accidents, async ({ people: count, kills, lost, runs, fates, ...mix }) => {
        const people = followers(count);
        const [run, outcome] = await runOf(people, {
          ...mix,
          kills: new Set(kills),
          lost: (nth) => lost.includes(nth),
          runs: (minute) => runs[minute % runs.length] ?? 1,
          fate: (call) => (call > 80 ? 'accepted' : (fates[call % fates.length] ?? 'accepted')),
        });
        expectEverybodyOnce(people, run, outcome);
      }),
      { numRuns: 40 },
    );
  });
});
