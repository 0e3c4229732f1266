import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { ficheKey } from '../../../schemas/fiche.ts';
import { queryPage } from '../../shared/store/query-page.ts';
import { noDifference } from '../rules/no-difference.ts';
import { readDifference } from './content.ts';
import { REVISION_PREFIX, revisionItemKey, revisionOf } from './revision-item.ts';
import type { RevisionReader } from './revision-store.ts';
import type { StoreDependencies } from './store-dependencies.ts';

/** For who needs no difference, and so no bucket. */
export const revisionFinder =
  ({ client, table }: Pick<StoreDependencies, 'client' | 'table'>): RevisionReader['findRevision'] =>
  async (ref) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: revisionItemKey(ref), ConsistentRead: true }));
    return Item && revisionOf(Item);
  };

export const revisionReader = ({ client, table, objects }: Omit<StoreDependencies, 'commit'>): RevisionReader => ({
  findRevision: revisionFinder({ client, table }),
  listRevisions: async (ref, { limit, cursor }) => {
    const { items, next } = await queryPage(
      client,
      {
        TableName: table,
        KeyConditionExpression: 'pk = :fiche AND begins_with(sk, :revisions)',
        ExpressionAttributeValues: { ':fiche': ficheKey(ref), ':revisions': REVISION_PREFIX },
        ScanIndexForward: false,
        ConsistentRead: true,
      },
      { limit, cursor, shape: { partition: { pk: ficheKey(ref) }, begins: { sk: REVISION_PREFIX } } },
    );
    return { items: items.map(revisionOf), next };
  },
  readDifference: async ({ differenceKey }) => (differenceKey === null ? noDifference : readDifference(objects, differenceKey)),
});
