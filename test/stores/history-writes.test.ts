import { randomUUID } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { historyWrite } from '../../functions/shared/store/history.ts';
import { AccountId } from '../../schemas/account.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const at = new Date('2026-03-01T08:00:00.000Z');
const THREE_YEARS = 3 * 365 * 86_400;

let dynamo: DynamoForTests;
let accountId: AccountId;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  accountId = AccountId.parse(randomUUID());
});

const written = async () => {
  const { Items } = await dynamo.client.send(
    new QueryCommand({
      TableName: dynamo.tables.history,
      KeyConditionExpression: 'pk = :account',
      ExpressionAttributeValues: { ':account': accountId },
    }),
  );
  return Items;
};

describe('what happens to an account', () => {
  it('is written down in the transaction of what it tells of, for three years', async () => {
    const happening = { accountId, at, kind: 'signed-in', by: { type: 'self' }, device: 'Firefox sur Windows' } as const;
    await dynamo.commit({ writes: [historyWrite(dynamo.tables.history, happening)] });
    expect(await written()).toEqual([
      {
        pk: accountId,
        sk: expect.stringMatching(/^2026-03-01T08:00:00\.000Z#[0-9a-f-]{36}$/) as string,
        at: at.toISOString(),
        kind: 'signed-in',
        by: { type: 'self' },
        device: 'Firefox sur Windows',
        expiresAt: at.getTime() / 1000 + THREE_YEARS,
      },
    ]);
  });

  it('is one entry however often it is told, where it has an id of its own', async () => {
    const happening = { accountId, at, id: randomUUID(), kind: 'data-read', by: { type: 'agent', name: 'État civil' } } as const;
    const write = () => dynamo.commit({ writes: [historyWrite(dynamo.tables.history, happening)] });
    await write();
    await write();
    expect(await written()).toHaveLength(1);
  });

  it('is refused where it says more than a line holds', () => {
    const happening = { accountId, at, kind: 'data-read', by: { type: 'self' }, why: 'x'.repeat(501) } as const;
    expect(() => historyWrite(dynamo.tables.history, happening)).toThrow();
  });
});
