import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { ficheDeclaredSignificant } from '../../../schemas/events/index.ts';
import { ficheKey } from '../../../schemas/fiche.ts';
import { held, newEvent } from '../../shared/store/commit.ts';
import { queryPage } from '../../shared/store/query-page.ts';
import { noDifference } from '../rules/difference.ts';
import { readDifference } from './content.ts';
import { REVIEW_LIST, REVISION_PREFIX, revisionItemKey, revisionOf } from './revision-item.ts';
import type { RevisionReader, RevisionStore } from './revision-store.ts';
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

export const revisionStore = (dependencies: StoreDependencies): RevisionStore => {
  const { client, table, commit } = dependencies;
  return {
    ...revisionReader(dependencies),
    listToReview: async ({ limit, cursor }) => {
      const { items, next } = await queryPage(
        client,
        {
          TableName: table,
          IndexName: 'toReview',
          KeyConditionExpression: 'reviewPk = :review',
          ExpressionAttributeValues: { ':review': REVIEW_LIST },
        },
        { limit, cursor, shape: { partition: { reviewPk: REVIEW_LIST }, begins: { reviewSk: '', pk: '', sk: '' } } },
      );
      return { items: items.map(revisionOf), next };
    },
    decideRevision: (ref, { significance, decidedBy, reason, changeNote, urgent, decidedAt }, announcement, trail) =>
      held(
        commit({
          writes: [
            {
              Update: {
                TableName: table,
                Key: revisionItemKey(ref),
                UpdateExpression:
                  'SET significance = :significance, decidedBy = :decidedBy, #reason = :reason, changeNote = :changeNote, urgent = :urgent, decidedAt = :decidedAt REMOVE reviewPk, reviewSk',
                ConditionExpression: 'significance = :undecided',
                ExpressionAttributeNames: { '#reason': 'reason' },
                ExpressionAttributeValues: {
                  ':significance': significance,
                  ':decidedBy': decidedBy,
                  ':reason': reason,
                  ':changeNote': changeNote,
                  ':urgent': urgent,
                  ':decidedAt': decidedAt,
                  ':undecided': 'undecided',
                },
              },
            },
          ],
          events: announcement ? [newEvent(ficheDeclaredSignificant, announcement)] : [],
          trail,
          about: { fiche: ficheKey(ref), revision: ref.revision },
        }),
      ),
  };
};
