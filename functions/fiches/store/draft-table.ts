import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { ficheKey } from '../../../schemas/fiche.ts';
import { held } from '../../shared/store/commit.ts';
import { readContent, writeDraftContent } from './content.ts';
import { afterDueAt, DUE_LIST, draftItem, draftItemKey, draftOf, ficheOfKey } from './draft-item.ts';
import type { DraftStore } from './draft-store.ts';
import type { StoreDependencies } from './store-dependencies.ts';

const onVersion = (version: number) => ({
  ConditionExpression: '#version = :onVersion',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':onVersion': version },
});

export const draftStore = ({ client, table, objects, commit }: StoreDependencies): DraftStore => ({
  findDraft: async (ref) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: draftItemKey(ref), ConsistentRead: true }));
    return Item && draftOf(Item);
  },
  writeDraftContent: (content) => writeDraftContent(objects, content),
  readDraftContent: ({ contentKey }) => readContent(objects, contentKey),
  createDraft: (draft, trail) =>
    held(
      commit({
        writes: [{ Put: { TableName: table, Item: draftItem(draft), ConditionExpression: 'attribute_not_exists(pk)' } }],
        trail,
        about: { fiche: ficheKey(draft) },
      }),
    ),
  replaceDraft: (draft, version, trail) =>
    held(
      commit({
        writes: [{ Put: { TableName: table, Item: draftItem(draft), ...onVersion(version) } }],
        trail,
        about: { fiche: ficheKey(draft), version: draft.version },
      }),
    ),
  discardDraft: (ref, trail) =>
    held(
      commit({
        writes: [{ Delete: { TableName: table, Key: draftItemKey(ref), ConditionExpression: 'attribute_exists(pk)' } }],
        trail,
        about: { fiche: ficheKey(ref) },
      }),
    ),
  async *listDue(now) {
    let start: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'due',
          KeyConditionExpression: 'duePk = :due AND dueSk < :after',
          ExpressionAttributeValues: { ':due': DUE_LIST, ':after': afterDueAt(now) },
          ExclusiveStartKey: start,
        }),
      );
      yield* Items.map((item) => ficheOfKey(String(item['pk'])));
      start = LastEvaluatedKey;
    } while (start);
  },
});
