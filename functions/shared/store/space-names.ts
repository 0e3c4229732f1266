import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { SpaceId } from '../../../schemas/account.ts';
import { batchGet } from './batch-get.ts';

/** How associations are called at this moment; a personal space is in no answer. Only for those who belong to them. */
export type SpaceNames = (spaceIds: SpaceId[]) => Promise<ReadonlyMap<SpaceId, string>>;

const StoredName = z.object({ pk: SpaceId, name: z.string() });
/** What one read takes. */
const AT_ONCE = 100;

export const spaceNames =
  (client: DynamoDBDocumentClient, table: string): SpaceNames =>
  async (spaceIds) => {
    const keys = [...new Set(spaceIds)].map((pk) => ({ pk, sk: 'space' }));
    const names = new Map<SpaceId, string>();
    for (let start = 0; start < keys.length; start += AT_ONCE) {
      const items = await batchGet(client, { table, keys: keys.slice(start, start + AT_ONCE), attributes: ['pk', 'name'] });
      for (const { pk, name } of items.map((item) => StoredName.parse(item))) names.set(pk, name);
    }
    return names;
  };
