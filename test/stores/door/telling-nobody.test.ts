import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DynamoForTests, startDynamo } from '../../doubles/dynamo-engine.ts';
import { frontDoor } from '../../doubles/front-door.ts';
import { keepLogLines } from '../../doubles/log-lines.ts';

const PASSWORD = 'Vert-pomme-42';
let dynamo: DynamoForTests;
let door: ReturnType<typeof frontDoor>;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  const log = keepLogLines();
  door = frontDoor(dynamo);
  return () => log.restore();
});
const someone = () => `${randomUUID()}@exemple.fr`;

const ROUNDS = 12;
const sorted = (times: number[]) => times.toSorted((one, other) => one - other);
const quantile = (times: number[], part: number) => sorted(times)[Math.floor(part * (times.length - 1))] ?? 0;

/** Milliseconds of each call, one with an account and one without in turns, so that a busy machine slows both. */
const compare = async (known: () => Promise<unknown>, unknown: () => Promise<unknown>) => {
  const times = { known: [] as number[], unknown: [] as number[] };
  const measure = async (call: () => Promise<unknown>) => {
    const start = performance.now();
    await call();
    return performance.now() - start;
  };
  for (let round = 0; round < ROUNDS; round++) {
    times.known.push(await measure(known));
    times.unknown.push(await measure(unknown));
  }
  return times;
};

/**
 * The middle halves of both overlap, and of the quick ones neither is half as long again as the other: what is left is smaller than what a network
 * adds. A busy machine makes some calls longer, none shorter; work that only one of them does makes all of them longer.
 */
const expectSameTime = ({ known, unknown }: { known: number[]; unknown: number[] }) => {
  expect(quantile(known, 0.25)).toBeLessThan(quantile(unknown, 0.75));
  expect(quantile(unknown, 0.25)).toBeLessThan(quantile(known, 0.75));
  const [one, other] = [quantile(known, 0.25), quantile(unknown, 0.25)];
  expect(Math.max(one, other) / Math.min(one, other)).toBeLessThan(1.5);
};

const shapeOf = ({ statusCode, headers, body }: { statusCode?: number; headers: object; body?: string }) => [
  statusCode,
  { ...headers, 'x-correlation-id': '' },
  body,
];

/** A leak is there each time; a neighbour on the machine is not. */
describe('whether an address has an account', { retry: 2 }, () => {
  it.each(['signUp', 'forgetPassword', 'askActivationMail'] as const)(
    'is told by nothing that %s answers, nor by its time',
    async (route) => {
      const names = await Promise.all(Array.from({ length: 2 * ROUNDS + 2 }, async () => ({ email: someone(), work: await door.work() })));
      const accounts = names.filter((_, rank) => rank % 2 === 0);
      const hash = await door.hashOf(PASSWORD);
      for (const { email } of accounts) await door.open(email, hash);
      const next = (list: typeof names) => {
        const { email, work } = list.shift() ?? { email: '', work: { altcha: '' } };
        const from = { headers: { 'x-forwarded-for': `2001:db8:${list.length.toString(16)}::1, 130.176.0.1` } };
        return door.send(route, { email, password: PASSWORD, terms: 'on', ...work }, from);
      };
      const others = names.filter((_, rank) => rank % 2 === 1);
      expect(shapeOf(await next(accounts))).toEqual(shapeOf(await next(others)));
      expectSameTime(
        await compare(
          () => next(accounts),
          () => next(others),
        ),
      );
    },
  );

  it('is told by nothing that signing in answers, nor by its time', async () => {
    const hash = await door.hashOf(PASSWORD);
    const emails = Array.from({ length: ROUNDS + 1 }, someone);
    for (const email of emails) await door.open(email, hash);
    let rank = 0;
    const wrong = (email: string) => door.signIn(email, 'Rouge-cerise-17', { address: `203.0.${++rank % 250}.7` });
    expect(await wrong(emails[0] ?? '')).toEqual(await wrong(someone()));
    expectSameTime(
      await compare(
        () => wrong(emails.pop() ?? ''),
        () => wrong(someone()),
      ),
    );
  });
});

describe('guessing at an account', () => {
  it('is slowed down from where it comes, and nobody else has to wait for it', async () => {
    const email = someone();
    const accountId = await door.open(email, await door.hashOf(PASSWORD));
    const guess = () => door.signIn(email, 'Rouge-cerise-17', { address: '198.51.100.9' });
    const outcomes = [];
    for (let tries = 0; tries < 5; tries++) outcomes.push((await guess()).outcome);
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused', 'captcha']);
    // Its owner comes in from elsewhere, at once; and even from the same network, once they have shown that they are a person.
    expect(await door.signIn(email, PASSWORD)).toMatchObject({ outcome: 'accepted', accountId });
    const captcha = await door.work();
    expect(await door.signIn(email, PASSWORD, { address: '198.51.100.9', captcha })).toMatchObject({ outcome: 'accepted' });
  });

  it('waits longer each time, even for who shows to be a person, and the right password does not help meanwhile', async () => {
    const email = someone();
    await door.open(email, await door.hashOf(PASSWORD));
    const guess = async (password: string) => door.signIn(email, password, { address: '198.51.100.10', captcha: await door.work() });
    for (let tries = 0; tries < 6; tries++) expect((await guess('Rouge-cerise-17')).outcome).toBe('refused');
    const waits: number[] = [];
    for (let tries = 0; tries < 4; tries++) {
      const outcome = await guess(PASSWORD);
      if (outcome.outcome !== 'wait') throw new Error(`not slowed down: ${outcome.outcome}`);
      waits.push(outcome.seconds);
      door.wait(outcome.seconds / 3600);
      expect((await guess('Rouge-cerise-17')).outcome).toBe('refused');
    }
    expect(waits).toEqual([1, 2, 4, 8]);
  });

  it('from everywhere makes its owner show that they are a person, but in a browser of theirs, where it changes nothing', async () => {
    const email = someone();
    await door.open(email, await door.hashOf(PASSWORD));
    const before = await door.signIn(email, PASSWORD);
    const cookie = before.outcome === 'accepted' ? (before.cookies[0] ?? '') : '';
    expect(cookie).toMatch(/^device=[^;]+; Path=\/api\/identity; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
    const device = /^device=([^;]+)/.exec(cookie)?.[1] ?? '';
    for (let tries = 0; tries < 10; tries++) await door.signIn(email, 'Rouge-cerise-17', { address: `203.0.113.${tries}` });
    expect(await door.signIn(email, PASSWORD)).toEqual({ outcome: 'captcha', wrong: false });
    expect((await door.signIn(email, PASSWORD, { cookies: { device } })).outcome).toBe('accepted');
    // Another's cookie, or one that was made up, is none.
    expect((await door.signIn(email, PASSWORD, { cookies: { device: `${device}x` } })).outcome).toBe('captcha');
  });

  it('many times at once is not many guesses', async () => {
    const email = someone();
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => door.signIn(email, 'Rouge-cerise-17', { address: '198.51.100.11' })),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'refused').length).toBeLessThanOrEqual(4);
  });

  it('is in the history of the account, once for each event', async () => {
    const email = someone();
    const accountId = await door.open(email, await door.hashOf(PASSWORD));
    await door.signIn(email, 'Rouge-cerise-17');
    await door.signIn(someone(), 'Rouge-cerise-17');
    await door.deliver({ twice: true });
    expect(await door.history(accountId)).toEqual(['sign-in-failed']);
  });
});
