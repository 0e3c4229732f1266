import { randomUUID } from 'node:crypto';
import { GetCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tellOf } from '../../functions/identity/factors/factor-news.ts';
import { withPasskey, withTotp } from '../../functions/identity/rules/factors/changes.ts';
import { type FactorStore, factorStore } from '../../functions/identity/store/factors.ts';
import { AccountId } from '../../schemas/account.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { aKeptPasskey, factorsInMemory } from '../doubles/factors.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const at = new Date('2026-11-30T08:00:00.000Z');
const inTheTable = () => factorStore(dynamo.client, dynamo.tables, dynamo.commit);
const told = (accountId: AccountId, ...news: Parameters<typeof tellOf>[1][]) =>
  tellOf({ accountId, at, visitor: contextOf(accountId).visitor, trail: contextOf(accountId).trail }, ...news);

describe.each([
  ['in the table', inTheTable],
  ['in memory, as the use cases are tested with', factorsInMemory],
])('factors %s', (_, make) => {
  let store: FactorStore;
  let accountId: AccountId;
  beforeEach(() => {
    store = make();
    accountId = AccountId.parse(randomUUID());
  });
  const application = async () => withTotp(await store.find(accountId), { sealed: 'k1.a', step: 3, at });

  it('are none before the first', async () => {
    expect(await store.find(accountId)).toEqual({ accountId, version: 0, passkeys: [] });
  });

  it('are read as they were kept', async () => {
    expect(await store.keep(await application(), told(accountId, 'totp-added'))).toBe(true);
    const passkey = aKeptPasskey();
    const more = withPasskey(await store.find(accountId), passkey);
    expect(more && (await store.keep(more, told(accountId, 'passkey-added')))).toBe(true);
    const totp = { sealed: 'k1.a', addedAt: at.toISOString(), lastUsedAt: null, lastStep: 3 };
    expect(await store.find(accountId)).toEqual({ accountId, version: 2, totp, passkeys: [passkey] });
  });

  it('of two changes at once keep one', async () => {
    const next = await application();
    const kept = await Promise.all([1, 2, 3].map(() => store.keep(next, told(accountId))));
    expect(kept.filter(Boolean)).toHaveLength(1);
    const second = await application();
    const again = await Promise.all([1, 2, 3].map(() => store.keep(second, told(accountId))));
    expect(again.filter(Boolean)).toHaveLength(1);
  });

  it('of somebody else are not touched', async () => {
    await store.keep(await application(), told(accountId));
    const other = AccountId.parse(randomUUID());
    expect((await store.find(other)).totp).toBeUndefined();
  });

  it('remember a challenge that was signed', async () => {
    const challenge = randomUUID();
    const spent = await Promise.all([1, 2, 3].map(() => store.spend(challenge, at)));
    expect(spent.filter(Boolean)).toHaveLength(1);
    expect(await store.spend(randomUUID(), at)).toBe(true);
  });
});

describe('what a change of factors leaves', () => {
  it('is in one transaction: the state, the history, the event and the audit record, or nothing', async () => {
    const store = inTheTable();
    const accountId = AccountId.parse(randomUUID());
    const next = withTotp(await store.find(accountId), { sealed: 'k1.a', step: 3, at });
    await store.keep(next, told(accountId, 'totp-added', 'recovery-codes-made'));
    expect(await store.keep(next, told(accountId, 'totp-added'))).toBe(false);
    const of = async (table: string) =>
      (
        await dynamo.client.send(
          new QueryCommand({ TableName: table, KeyConditionExpression: 'pk = :id', ExpressionAttributeValues: { ':id': accountId } }),
        )
      ).Items ?? [];
    expect((await of(dynamo.tables.history)).map(({ kind }) => kind as string).sort()).toEqual(['factor-added', 'recovery-codes-made']);
    expect(await of(dynamo.tables.audit)).toMatchObject([{ action: 'test.done', about: { accountId } }]);
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox }));
    const events = Items.map(({ envelope }) => envelope as { detail: { accountId: string; news: string[] } }).filter(
      ({ detail }) => detail.accountId === accountId,
    );
    expect(events).toMatchObject([{ detail: { news: ['totp-added', 'recovery-codes-made'] } }]);
  });

  it('expires with its life when it is a challenge, and is named by nothing but a digest', async () => {
    const challenge = randomUUID();
    await inTheTable().spend(challenge, at);
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.factors }));
    expect(JSON.stringify(Items)).not.toContain(challenge);
    const { Item } = await dynamo.client.send(
      new GetCommand({
        TableName: dynamo.tables.factors,
        Key: { pk: Items.find(({ expiresAt }) => expiresAt === at.getTime() / 1000)?.['pk'] },
      }),
    );
    expect(Item?.['pk']).toMatch(/^challenge#[0-9a-f]{64}$/);
  });
});
