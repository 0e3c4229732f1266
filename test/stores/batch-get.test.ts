import type { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { batchGet } from '../../functions/shared/store/batch-get.ts';

/** A DynamoDB under load: it reads `most` keys a call and leaves the others aside. */
const busyDynamo = (most: number) => {
  const calls: number[] = [];
  const client = {
    send: async ({ input }: BatchGetCommand) => {
      const request = input.RequestItems?.['table'];
      const keys = request?.Keys ?? [];
      calls.push(keys.length);
      const aside = keys.slice(most);
      return {
        Responses: { table: keys.slice(0, most) },
        UnprocessedKeys: aside.length > 0 ? { table: { ...request, Keys: aside } } : {},
      };
    },
  } as unknown as DynamoDBDocumentClient;
  return { client, calls };
};

const keys = ['a', 'b', 'c', 'd', 'e'].map((pk) => ({ pk }));

describe('a batch read', () => {
  it('asks again for what DynamoDB left aside, and only for that', async () => {
    const { client, calls } = busyDynamo(2);
    expect(await batchGet(client, { table: 'table', keys, attributes: ['pk'] })).toEqual(keys);
    expect(calls).toEqual([5, 3, 1]);
  });

  it('fails rather than forget somebody', async () => {
    const { client } = busyDynamo(0);
    await expect(batchGet(client, { table: 'table', keys, attributes: ['pk'] })).rejects.toThrow('unread');
  });

  it('calls nobody for nothing', async () => {
    const { client, calls } = busyDynamo(2);
    expect(await batchGet(client, { table: 'table', keys: [], attributes: ['pk'] })).toEqual([]);
    expect(calls).toEqual([]);
  });
});
