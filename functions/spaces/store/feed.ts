import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { SpaceId } from '../../../schemas/account.ts';
import type { Page } from '../../../schemas/page.ts';
import { MemberId } from '../../../schemas/space.ts';
import { ActionKind, ActorType } from '../../../schemas/space-action.ts';
import { queryPage } from '../../shared/store/query-page.ts';

const StoredAction = z.object({
  sk: z.string(),
  kind: ActionKind,
  actor: ActorType,
  actorName: z.optional(z.string()),
  memberId: z.optional(MemberId),
  objectId: z.optional(z.string()),
  objectName: z.optional(z.string()),
  aboutMemberId: z.optional(MemberId),
  reason: z.optional(z.string()),
});

/** An action as it is kept: members by their id, whose names are kept elsewhere. */
export interface KeptAction extends Omit<z.output<typeof StoredAction>, 'sk'> {
  id: string;
  at: string;
}

export interface FeedQuery {
  kind?: ActionKind | undefined;
  memberId?: MemberId | undefined;
  limit: number;
  cursor?: string | undefined;
}

export interface Feed {
  /** One page, the newest first. It costs the same wherever it is in the feed, and whatever it is narrowed to. */
  page(spaceId: SpaceId, query: FeedQuery): Promise<Page<KeptAction>>;
}

/** The index that answers a question, and the one key of it that is asked for; without an index it is the table itself. */
const listOf = (spaceId: SpaceId, { kind, memberId }: FeedQuery): { index?: string; key: string; value: string } => {
  if (kind && memberId) return { index: 'byKindAndPerson', key: 'kindAndPersonPk', value: `${spaceId}#${kind}#${memberId}` };
  if (kind) return { index: 'byKind', key: 'kindPk', value: `${spaceId}#${kind}` };
  if (memberId) return { index: 'byPerson', key: 'personPk', value: `${spaceId}#${memberId}` };
  return { key: 'pk', value: spaceId };
};

const readAction = (item: Record<string, unknown>): KeptAction => {
  const { sk, ...action } = StoredAction.parse(item);
  const [at = '', id = ''] = sk.split('#');
  return { ...action, at, id };
};

export const feedOf = (client: DynamoDBDocumentClient, table: string): Feed => ({
  async page(spaceId, query) {
    const { index, key, value } = listOf(spaceId, query);
    const { items, next } = await queryPage(
      client,
      {
        TableName: table,
        ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
        KeyConditionExpression: `${key} = :value`,
        ExpressionAttributeValues: { ':value': value },
        ScanIndexForward: false,
      },
      { limit: query.limit, cursor: query.cursor, shape: { partition: { pk: spaceId, [key]: value }, begins: { sk: '2' } } },
    );
    return { items: items.map(readAction), next };
  },
});
