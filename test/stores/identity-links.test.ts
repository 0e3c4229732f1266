import { randomUUID } from 'node:crypto';
import { PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkStore } from '../../functions/identity/store/federation/link-table.ts';
import type { LinkStore } from '../../functions/identity/store/federation/links.ts';
import { stateSpender } from '../../functions/identity/store/federation/spent-states.ts';
import { civilIdentityReader } from '../../functions/shared/store/civil-identity.ts';
import { AccountId } from '../../schemas/account.ts';
import { aCivilIdentity } from '../doubles/civil-identity.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { identityLinksInMemory } from '../doubles/identity-links-in-memory.ts';

const at = new Date('2026-11-22T08:00:00.000Z');
const provider = 'franceconnect';

let dynamo: DynamoForTests;
const withPassword = new Set<AccountId>();
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const newAccount = () => AccountId.parse(randomUUID());
const inTable = () => linkStore(dynamo.client, { ...dynamo.tables }, dynamo.commit);
const givePassword = async (accountId: AccountId) => {
  withPassword.add(accountId);
  await dynamo.client.send(
    new PutCommand({ TableName: dynamo.tables.credentials, Item: { pk: accountId, sk: 'password', hash: 'x', setAt: at.toISOString() } }),
  );
};

describe.each([
  ['in the table', inTable],
  ['in memory, as the use cases are tested with', () => identityLinksInMemory((accountId) => withPassword.has(accountId))],
])('links %s', (_, make) => {
  let store: LinkStore;
  let accountId: AccountId;
  let subject: string;
  const trail = () => contextOf(accountId).trail;
  const link = (identity = aCivilIdentity()) => store.link({ accountId, provider, subject, identity }, at, trail());
  const linked = async () => {
    const found = await store.find(accountId, provider);
    if (!found) throw new Error('no link');
    return found;
  };
  beforeEach(() => {
    store = make();
    accountId = newAccount();
    subject = `${randomUUID()}v1`;
  });

  it('tie an identity to an account, from both sides', async () => {
    expect(await store.accountOf(provider, subject)).toBeUndefined();
    expect(await link()).toBe('linked');
    expect(await store.accountOf(provider, subject)).toBe(accountId);
    expect(await store.accountOf('proconnect', subject)).toBeUndefined();
    expect(await store.list(accountId)).toEqual([
      { accountId, provider, subject, linkedAt: at.toISOString(), identity: aCivilIdentity(), version: 1 },
    ]);
  });

  it('give one identity to one account, and one account to one identity of a provider', async () => {
    await link();
    expect(await store.link({ accountId: newAccount(), provider, subject }, at, trail())).toBe('taken');
    expect(await store.link({ accountId, provider, subject: randomUUID() }, at, trail())).toBe('linked-already');
    expect(await store.link({ accountId, provider: 'proconnect', subject }, at, trail())).toBe('linked');
  });

  it('take one of two who come at once', async () => {
    const rivals = [newAccount(), newAccount(), newAccount()];
    const outcomes = await Promise.all(rivals.map((rival) => store.link({ accountId: rival, provider, subject }, at, trail())));
    expect(outcomes.toSorted()).toEqual(['linked', 'taken', 'taken']);
    expect(await store.accountOf(provider, subject)).toBe(rivals[outcomes.indexOf('linked')]);
  });

  it('follow what is told anew, from what was read', async () => {
    await link();
    const read = await linked();
    const married = aCivilIdentity({ usualName: 'DURAND' });
    expect(await store.retell(read, married, at, trail())).toBe(true);
    expect(await linked()).toMatchObject({ identity: married, version: 2 });
    expect(await store.retell(read, aCivilIdentity(), at, trail())).toBe(false);
  });

  it('are not undone where they are the only way in', async () => {
    await link();
    expect(await store.unlink(await linked(), at, trail())).toBe(false);
    expect(await store.accountOf(provider, subject)).toBe(accountId);
    await givePassword(accountId);
    expect(await store.unlink(await linked(), at, trail())).toBe(true);
    expect([await store.accountOf(provider, subject), await store.list(accountId)]).toEqual([undefined, []]);
  });

  it('are undone once, and can be made again', async () => {
    await link();
    await givePassword(accountId);
    const read = await linked();
    const outcomes = await Promise.all([store.unlink(read, at, trail()), store.unlink(read, at, trail())]);
    expect(outcomes.toSorted()).toEqual([false, true]);
    expect(await link(aCivilIdentity({ birthDate: '1953-00-00' }))).toBe('linked');
    expect((await linked()).identity?.birthDate).toBe('1953-00-00');
  });
});

describe('a link in the table', () => {
  const about = async (accountId: AccountId) => {
    const { Items = [] } = await dynamo.client.send(
      new QueryCommand({
        TableName: dynamo.tables.history,
        KeyConditionExpression: 'pk = :account',
        ExpressionAttributeValues: { ':account': accountId },
      }),
    );
    const outbox = (await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox }))).Items ?? [];
    const events = outbox.map(({ envelope }) => envelope as { type: string; detail: { accountId?: string; news?: string } });
    return {
      history: Items.map(({ kind, by, what }) => ({ kind, by, what })).toSorted((one, other) => one.kind.localeCompare(other.kind)),
      events: events.filter(({ detail }) => detail.accountId === accountId).toSorted((one, other) => one.type.localeCompare(other.type)),
    };
  };

  it('is told to its owner and to those who keep the profile, without a name in any event', async () => {
    const accountId = newAccount();
    const { trail } = contextOf(accountId);
    const store = inTable();
    await store.link({ accountId, provider, subject: randomUUID(), identity: aCivilIdentity() }, at, trail);
    const { history, events } = await about(accountId);
    expect(history).toEqual([
      {
        kind: 'data-received',
        by: { type: 'identity-provider', name: 'FranceConnect' },
        what: 'Nom, prénoms, date et lieu de naissance, sexe',
      },
      { kind: 'identity-linked', by: { type: 'self' }, what: 'FranceConnect' },
    ]);
    expect(events).toMatchObject([
      { type: 'account.identified', detail: { accountId, at: at.toISOString() } },
      { type: 'account.identity-link-changed', detail: { accountId, provider, news: 'linked' } },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/MARTIN|1986/);
    const identity = civilIdentityReader(dynamo.client, dynamo.tables.identities);
    expect(await identity(accountId)).toEqual(aCivilIdentity());
    await givePassword(accountId);
    const [link] = await store.list(accountId);
    if (link) await store.unlink(link, at, trail);
    const after = (await about(accountId)).events;
    expect(after.map(({ type }) => type)).toContain('account.identity-unlinked');
    expect(after.flatMap(({ detail: { news } }) => news ?? []).toSorted()).toEqual(['linked', 'unlinked']);
    expect(await identity(accountId)).toBeUndefined();
  });
});

describe('a state', () => {
  it('is spent once, by one of many', async () => {
    const spend = stateSpender(dynamo.client, dynamo.tables.identities);
    const state = randomUUID();
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => spend(state, at)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await spend(state, at)).toBe(false);
    expect(await spend(randomUUID(), at)).toBe(true);
  });
});
