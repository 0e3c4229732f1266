import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConditionFailed } from '../../functions/shared/store/commit.ts';
import { chosenEngine } from '../../local/emulators/dynamo/engines.ts';
import { deleteExpired } from '../../local/emulators/dynamo/expiry.ts';
import { tableOfDeclaration } from '../../local/emulators/dynamo/tables.ts';
import { tables as declarations } from '../../schemas/tables.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

describe('the DynamoDB engine of the tests', () => {
  it('has every declared table, each with its indexes', async () => {
    const { client, tables } = dynamo;
    await client.send(new PutCommand({ TableName: tables.memberships, Item: { pk: 'space', sk: 'person' } }));
    const query = { KeyConditionExpression: 'sk = :person', ExpressionAttributeValues: { ':person': 'person' } };
    const { Items } = await client.send(new QueryCommand({ TableName: tables.memberships, IndexName: 'byAccount', ...query }));
    expect(Items).toEqual([{ pk: 'space', sk: 'person' }]);
  });

  it('gives each start tables of its own', async () => {
    const other = await startDynamo();
    try {
      await dynamo.client.send(new PutCommand({ TableName: dynamo.tables.accounts, Item: { pk: 'someone' } }));
      const { Item } = await other.client.send(new GetCommand({ TableName: other.tables.accounts, Key: { pk: 'someone' } }));
      expect(Item).toBeUndefined();
    } finally {
      await other.stop();
    }
  });

  it('commits all or nothing', async () => {
    const { client, tables, commit } = dynamo;
    const put = (pk: string) => ({ Put: { TableName: tables.accounts, Item: { pk }, ConditionExpression: 'attribute_not_exists(pk)' } });
    await commit({ writes: [put('first')] });
    await expect(commit({ writes: [put('second'), put('first')] })).rejects.toEqual(new ConditionFailed([1]));
    expect((await client.send(new GetCommand({ TableName: tables.accounts, Key: { pk: 'second' } }))).Item).toBeUndefined();
  });

  it('deletes only what has expired', async () => {
    const { client, tables } = dynamo;
    const put = (pk: string, expiresAt?: number) => client.send(new PutCommand({ TableName: tables.outbox, Item: { pk, expiresAt } }));
    await Promise.all([put('past', 1_000), put('future', 3_000), put('for-ever')]);
    expect(await deleteExpired(client, tableOfDeclaration(tables.outbox, declarations.outbox), 2_000_000)).toBe(1);
    const present = async (pk: string) => (await client.send(new GetCommand({ TableName: tables.outbox, Key: { pk } }))).Item !== undefined;
    expect(await Promise.all(['past', 'future', 'for-ever'].map(present))).toEqual([false, true, true]);
  });
});

describe('the choice of an engine', () => {
  it('is dynoxide unless told otherwise, and an address is taken as it is', async () => {
    expect(chosenEngine('').name).toBe('dynoxide');
    expect(await chosenEngine('http://127.0.0.1:8000').start()).toMatchObject({ url: 'http://127.0.0.1:8000' });
  });

  it('says what to do when it is not there', () => {
    const nothing = () => undefined;
    expect(() => chosenEngine('official', nothing)).toThrow(/npm install --no-save amplify-dynamodb-simulator/);
    expect(() => chosenEngine('', nothing)).toThrow(/dynoxide is not installed.*npm ci --include=optional/s);
    expect(() => chosenEngine('else')).toThrow(/dynoxide, official, or an address/);
  });
});
