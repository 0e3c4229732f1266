import { randomUUID } from 'node:crypto';
import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { leavingOf } from '../../functions/alerts/rules/audience.ts';
import { phoneVerified } from '../../functions/alerts/store/sms/phone-verified.ts';
import { type PhoneStore, phoneStore } from '../../functions/alerts/store/sms/phones.ts';
import { shortLeaves } from '../../functions/alerts/store/sms/short-leaves.ts';
import { AccountId } from '../../schemas/account.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { phonesInMemory } from '../doubles/phones-in-memory.ts';
import { aFiche, aPerson, aSubscription } from '../doubles/subscriptions.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const NUMBER = '+33612345678';
const at = new Date('2026-11-22T08:00:00.000Z');
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

describe.each([
  ['in the table', () => phoneStore(dynamo.client, dynamo.tables.phones, dynamo.commit)],
  ['in memory, as the use cases are tested with', phonesInMemory],
])('phones %s', (_, make) => {
  let store: PhoneStore;
  let accountId: AccountId;
  let numberHash: string;
  const trail = () => contextOf(accountId).trail;
  const verification = (codeHash: string) => ({ number: NUMBER, codeHash, triesLeft: 5, until: '2026-11-22T08:10:00.000Z' });
  const keep = async (codeHash: string, when = at, seen?: Awaited<ReturnType<PhoneStore['sendings']>>) =>
    store.keepCode(
      {
        accountId,
        numberHash,
        verification: verification(codeHash),
        seen: seen ?? (await store.sendings(accountId, numberHash)),
        price: 100,
        at: when,
      },
      trail(),
    );
  beforeAll(() => {
    store = make();
  });
  beforeEach(() => {
    accountId = AccountId.parse(randomUUID());
    numberHash = randomUUID();
  });

  it('know nothing of an account at first', async () => {
    expect(await store.overview(accountId, at)).toEqual({ phone: undefined, verification: undefined, sent: 0 });
    expect(await store.sendings(accountId, numberHash)).toEqual({ account: [], number: [] });
  });

  it('keep a code in the place of the one before, and count both', async () => {
    const before = await store.spent(at);
    expect(await keep('one')).toBe(true);
    expect(await keep('two', later(1))).toBe(true);
    expect((await store.overview(accountId, at)).verification).toEqual(verification('two'));
    const sent = [at.toISOString(), later(1).toISOString()];
    expect(await store.sendings(accountId, numberHash)).toEqual({ account: sent, number: sent });
    expect((await store.spent(at)) - before).toBe(200);
    expect(await store.spent(new Date('2026-12-01T00:00:00Z'))).toBe(0);
  });

  it('keep one of two codes that were asked for at the same instant', async () => {
    const seen = await store.sendings(accountId, numberHash);
    const kept = await Promise.all([keep('one', at, seen), keep('two', at, seen)]);
    expect(kept.filter(Boolean)).toHaveLength(1);
  });

  it('give each try to one caller alone, and no more than there are', async () => {
    await keep('hash');
    const tries = await Promise.all(Array.from({ length: 8 }, () => store.takeTry(accountId, 'hash')));
    expect(tries.filter((left) => left !== undefined).toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4]);
    expect(await store.takeTry(accountId, 'hash')).toBeUndefined();
    expect(await store.takeTry(accountId, 'another')).toBeUndefined();
  });

  it('spend a code once, for one number', async () => {
    await keep('hash');
    const confirmed = await Promise.all([1, 2].map(() => store.confirm(accountId, verification('hash'), later(2), trail())));
    expect(confirmed.filter(Boolean)).toHaveLength(1);
    expect(await store.overview(accountId, at)).toEqual({
      phone: { number: NUMBER, verifiedAt: later(2).toISOString() },
      verification: undefined,
      sent: 0,
    });
    expect(await store.confirm(accountId, verification('hash'), later(3), trail())).toBe(false);
  });

  it('do not confirm a code that another has replaced', async () => {
    await keep('old');
    await keep('new', later(1));
    expect(await store.confirm(accountId, verification('old'), later(2), trail())).toBe(false);
    expect((await store.overview(accountId, at)).phone).toBeUndefined();
  });

  it('are removed with what waits for a code; a second time changes nothing', async () => {
    await keep('hash');
    await store.confirm(accountId, verification('hash'), at, trail());
    await keep('next', later(1));
    await store.remove(accountId, trail());
    await store.remove(accountId, trail());
    expect(await store.overview(accountId, at)).toEqual({ phone: undefined, verification: undefined, sent: 0 });
    expect((await store.sendings(accountId, numberHash)).account).toHaveLength(2);
  });
});

describe('the table of phones', () => {
  const store = () => phoneStore(dynamo.client, dynamo.tables.phones, dynamo.commit);
  const verify = async (accountId: AccountId) => {
    const verification = { number: NUMBER, codeHash: randomUUID(), triesLeft: 5, until: '2026-11-22T08:10:00.000Z' };
    const { trail } = contextOf(accountId);
    await store().keepCode({ accountId, numberHash: randomUUID(), verification, seen: { account: [], number: [] }, price: 1, at }, trail);
    await store().confirm(accountId, verification, at, trail);
    return trail;
  };
  const everything = async (table: string) => JSON.stringify((await dynamo.client.send(new ScanCommand({ TableName: table }))).Items);

  it('leaves no number in keys, audit records or events', async () => {
    const accountId = AccountId.parse(randomUUID());
    await store().remove(accountId, await verify(accountId));
    expect(await everything(dynamo.tables.audit)).toContain(accountId);
    expect(await everything(dynamo.tables.outbox)).toContain('sms.ended');
    for (const table of [dynamo.tables.audit, dynamo.tables.outbox]) expect(await everything(table)).not.toContain('612345678');
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.phones }));
    for (const { pk, sk } of Items) expect(`${pk} ${sk}`).not.toContain('612345678');
  });

  it('says whether a number is verified, and forgets what waits by itself', async () => {
    const accountId = AccountId.parse(randomUUID());
    const verified = phoneVerified(dynamo.client, dynamo.tables.phones);
    expect(await verified(accountId)).toBe(false);
    await store().keepCode(
      {
        accountId,
        numberHash: randomUUID(),
        verification: { number: NUMBER, codeHash: 'hash', triesLeft: 5, until: '2026-11-22T08:10:00.000Z' },
        seen: { account: [], number: [] },
        price: 1,
        at,
      },
      contextOf(accountId).trail,
    );
    expect(await verified(accountId)).toBe(false);
    const { Items = [] } = await dynamo.client.send(
      new QueryCommand({
        TableName: dynamo.tables.phones,
        KeyConditionExpression: 'pk = :id',
        ExpressionAttributeValues: { ':id': accountId },
      }),
    );
    expect(Items.map(({ sk, expiresAt }) => [sk, Number(expiresAt) - at.getTime() / 1000])).toEqual([
      ['codes', 24 * 60 * 60],
      ['verification', 10 * 60],
    ]);
    const other = AccountId.parse(randomUUID());
    await verify(other);
    expect(await verified(other)).toBe(true);
  });

  it('keeps what short links end, sixty at once, and knows no other', async () => {
    const leaves = shortLeaves(dynamo.client, dynamo.tables.phones);
    const many = Array.from({ length: 60 }, (_, n) => {
      const leaving = leavingOf(aSubscription(aPerson(), aFiche('F265'), n));
      return { token: `s.${String(n).padStart(18, '0')}`, leaving };
    });
    await leaves.keep(many);
    await leaves.keep(many.slice(0, 3));
    for (const { token, leaving } of many) expect(await leaves.find(token)).toEqual(leaving);
    expect(await leaves.find('s.unknown')).toBeUndefined();
  });
});
