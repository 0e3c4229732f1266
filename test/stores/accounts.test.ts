import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, type GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountStore, accountStore } from '../../functions/accounts/store/accounts.ts';
import { membershipReader } from '../../functions/shared/store/memberships.ts';
import { AccountId } from '../../schemas/account.ts';
import { accountsInMemory, anAccount } from '../doubles/accounts.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const trail = { actor: AccountId.parse(randomUUID()), action: 'account.opened', correlationId: 'request' };

let dynamo: DynamoForTests;
let tables: AccountStore;
beforeAll(async () => {
  dynamo = await startDynamo();
  tables = accountStore(dynamo.client, dynamo.tables, dynamo.commit);
});
afterAll(() => dynamo.stop());

/** The double keeps the promises of the tables, or the tests of use cases would prove nothing. */
describe.each([
  ['in the tables', () => tables],
  ['in memory', () => accountsInMemory()],
])('accounts %s', (_where, store) => {
  it('are read back as they were opened', async () => {
    const [accounts, account] = [store(), anAccount()];
    expect(await accounts.open(account, trail)).toBe(true);
    expect(await accounts.find(account.id)).toEqual(account);
  });

  it('are not found when nobody opened them', async () => {
    expect(await store().find(AccountId.parse(randomUUID()))).toBeUndefined();
  });

  it('have one address each, whatever its case', async () => {
    const [accounts, account] = [store(), anAccount({ email: `Camille.${randomUUID()}@Exemple.fr` })];
    await accounts.open(account, trail);
    const second = anAccount({ email: account.email.toUpperCase() });
    expect(await accounts.open(second, trail)).toBe(false);
    expect(await accounts.find(second.id)).toBeUndefined();
  });

  it('are opened once when ten ask for one address at the same instant', async () => {
    const [accounts, email] = [store(), `${randomUUID()}@exemple.fr`];
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => accounts.open(anAccount({ email }), trail)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
  });
});

describe('an account in the tables', () => {
  it('belongs to its personal space from the start, and nobody else does', async () => {
    const account = anAccount();
    await tables.open(account, trail);
    const membership = membershipReader(dynamo.client, dynamo.tables.memberships);
    expect(await membership(account.personalSpaceId, account.id)).toBe(true);
    expect(await membership(account.personalSpaceId, AccountId.parse(randomUUID()))).toBe(false);
    expect(await membership(randomUUID(), account.id)).toBe(false);
  });

  it('belongs to its space in the same second: no cheaper read, which may not know it yet, is believed', async () => {
    const account = anAccount();
    await tables.open(account, trail);
    const behind = { send: (command: GetCommand) => (command.input.ConsistentRead ? dynamo.client.send(command) : { Item: undefined }) };
    const membership = membershipReader(behind as unknown as DynamoDBDocumentClient, dynamo.tables.memberships);
    expect(await membership(account.personalSpaceId, account.id)).toBe(true);
  });

  it.each([
    ['no space', ''],
    ['longer than a key', 'a'.repeat(3000)],
  ])('belongs to nothing when the path names %s', async (_what, spaceId) => {
    expect(await membershipReader(dynamo.client, dynamo.tables.memberships)(spaceId, anAccount().id)).toBe(false);
  });

  it('leaves an audit record that holds no address, for each change that was made', async () => {
    const [account, actor] = [anAccount(), AccountId.parse(randomUUID())];
    await tables.open(account, { ...trail, actor });
    await tables.open(anAccount({ email: account.email }), { ...trail, actor });
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.audit }));
    const left = Items.filter(({ pk }) => pk === actor);
    expect(left.map(({ action, about }) => ({ action: String(action), about: about as unknown }))).toEqual([
      { action: 'account.opened', about: { accountId: account.id } },
    ]);
    expect(JSON.stringify(left)).not.toContain(account.email);
  });

  it('never has its address in a key', async () => {
    const account = anAccount();
    await tables.open(account, trail);
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.accounts, ProjectionExpression: 'pk' }));
    expect(Items.map(({ pk }) => String(pk)).filter((pk) => pk.includes('@'))).toEqual([]);
  });
});
