import { ficheDeclaredSignificant } from '../../../schemas/events/fiches.ts';
import { ficheKey } from '../../../schemas/fiche.ts';
import { held, newEvent } from '../../shared/store/commit.ts';
import { queryPage } from '../../shared/store/query-page.ts';
import { REVIEW_LIST, revisionItemKey, revisionOf } from './revision-item.ts';
import { revisionReader } from './revision-reader.ts';
import type { RevisionStore } from './revision-store.ts';
import type { StoreDependencies } from './store-dependencies.ts';

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
