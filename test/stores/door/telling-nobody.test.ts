import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { argon2OfRuntime } from '../../../functions/identity/passwords/argon2.ts';
import { PASSWORD, someone, standingDoor } from '../../doubles/standing-door.ts';

/** What is done since it was emptied: each request to the tables, with what it names of each item, and each hash that is computed. */
const work: string[] = [];
const runtime = argon2OfRuntime();
const { dynamo, door } = standingDoor((asked) => {
  work.push(`argon2id ${asked.memory} ${asked.passes} ${asked.lanes}`);
  return runtime(asked);
});
beforeAll(() => countRequests(dynamo().client));

interface OneItem {
  TableName?: string;
  Item?: object;
  Key?: object;
  UpdateExpression?: string;
}

/** Tables and names of attributes, and no value: those are other people's each time. */
const shapeOfItem = ({ TableName = '', Item = {}, Key = {}, UpdateExpression = '' }: OneItem): string =>
  [TableName, Object.keys(Item).sort(), Object.keys(Key), UpdateExpression].join(' ');

const countRequests = ({ middlewareStack }: DynamoDBDocumentClient): void =>
  middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        const { TransactItems } = args.input as { TransactItems?: Record<string, OneItem>[] };
        const items = TransactItems?.flatMap((one) => Object.entries(one)) ?? [['', args.input as OneItem] as const];
        work.push([commandName, ...items.map(([verb, item]) => `${verb} ${shapeOfItem(item)}`)].join('; '));
        return next(args);
      },
    { step: 'initialize' },
  );

/** In no order: some of it is done at once. */
const workOf = async (call: () => Promise<unknown>): Promise<string[]> => {
  work.length = 0;
  await call();
  return work.toSorted();
};

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
 * The middle halves of both overlap, and of the quick ones neither is twice as long as the other, which one hash more would make it. A busy machine
 * makes some calls longer, none shorter; work that only one of them does makes all of them longer. What is finer is seen by counting the work.
 */
const expectSameTime = ({ known, unknown }: { known: number[]; unknown: number[] }) => {
  expect(quantile(known, 0.25)).toBeLessThan(quantile(unknown, 0.75));
  expect(quantile(unknown, 0.25)).toBeLessThan(quantile(known, 0.75));
  const [one, other] = [quantile(known, 0.25), quantile(unknown, 0.25)];
  expect(Math.max(one, other) / Math.min(one, other)).toBeLessThan(2);
};

const shapeOf = ({ statusCode, headers, body }: { statusCode?: number; headers: object; body?: string }) => [
  statusCode,
  { ...headers, 'x-correlation-id': '' },
  body,
];

const routes = ['signUp', 'forgetPassword', 'askActivationMail'] as const;

/** Sends a form, each time with another address and from another network: of people who have an account, and of nobody. */
const visitors = async (route: (typeof routes)[number], calls: number) => {
  const ready = await Promise.all(Array.from({ length: 2 * calls }, async () => ({ email: someone(), work: await door().work() })));
  const hash = await door().hashOf(PASSWORD);
  const known = ready.slice(0, calls);
  for (const { email } of known) await door().open(email, hash);
  const unknown = ready.slice(calls);
  let rank = 0;
  const next = (list: typeof ready) => () => {
    const { email, work: shown } = list.shift() ?? { email: '', work: { altcha: '' } };
    const from = { headers: { 'x-forwarded-for': `2001:db8:${(++rank).toString(16)}::1, 130.176.0.1` } };
    return door().send(route, { email, password: PASSWORD, terms: 'on', ...shown }, from);
  };
  return { known: next(known), unknown: next(unknown) };
};

/** Wrong passwords, for people and for nobody, each from another network. */
const guessers = async (calls: number) => {
  const emails = Array.from({ length: calls }, someone);
  const hash = await door().hashOf(PASSWORD);
  for (const email of emails) await door().open(email, hash);
  let rank = 0;
  const wrong = (email: string) => door().signIn(email, 'Rouge-cerise-17', { address: `203.0.${++rank % 250}.7` });
  return { known: () => wrong(emails.pop() ?? ''), unknown: () => wrong(someone()) };
};

describe('whether an address has an account', () => {
  it.each(routes)('is told by nothing that %s answers, nor by any work that it does', async (route) => {
    const { known, unknown } = await visitors(route, 2);
    expect(shapeOf(await known())).toEqual(shapeOf(await unknown()));
    const done = await workOf(known);
    expect(done).toEqual(await workOf(unknown));
    expect(done.filter((one) => one.startsWith('argon2id'))).toHaveLength(route === 'signUp' ? 1 : 0);
    expect(done.length).toBeGreaterThan(2);
  });

  it('is told by nothing that signing in answers, nor by any work that it does', async () => {
    const { known, unknown } = await guessers(2);
    expect(await known()).toEqual(await unknown());
    const done = await workOf(known);
    expect(done).toEqual(await workOf(unknown));
    expect(done.filter((one) => one.startsWith('argon2id'))).toHaveLength(1);
    expect(done.length).toBeGreaterThan(5);
  });
});

/** A leak is there each time; a neighbour on the machine is not. */
describe('how long an answer takes', { retry: 2 }, () => {
  it.each(routes)('does not tell whether an address has an account: %s', async (route) => {
    const { known, unknown } = await visitors(route, ROUNDS);
    expectSameTime(await compare(known, unknown));
  });

  it('does not tell whether an address has an account: signing in', async () => {
    const { known, unknown } = await guessers(ROUNDS);
    expectSameTime(await compare(known, unknown));
  });
});
