import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { WebhookId } from '../../../schemas/webhook.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, held, transact } from '../../shared/store/commit.ts';
import { firstIdSince } from '../rules/delivery-id.ts';
import { DELIVERY_PREFIX, deliveryOf, type StoredDelivery } from './delivery-item.ts';
import { moveWrites, putOnItsWay } from './delivery-table.ts';

const Stored = z.object({
  which: z.enum(['failed', 'all']),
  /** Events since then, and until the replay was asked for. */
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  /** The last delivery that was looked at; null before the first. */
  after: z.nullable(z.string()),
});

/** Deliveries that are wanted again, put back page by page. */
export type Replay = z.output<typeof Stored>;

export interface ReplayPage {
  deliveries: StoredDelivery[];
  /** The last delivery that was looked at; null when none is left. */
  last: string | null;
}

/** False when one is running already. */
export type StartReplay = (webhookId: WebhookId, replay: Omit<Replay, 'after'>, trail: Trail) => Promise<boolean>;

export interface ReplayStore {
  find(webhookId: WebhookId): Promise<Replay | undefined>;
  page(webhookId: WebhookId, replay: Replay): Promise<ReplayPage>;
  /** Those of the page that are wanted become pending and the replay goes on after the page, or ends: all or nothing. False when something moved meanwhile. */
  advance(webhookId: WebhookId, replay: Replay, step: { wanted: StoredDelivery[]; last: string | null; at: Date }): Promise<boolean>;
}

/** Three writes each, and one for the replay, fit one transaction. */
const PAGE = 30;

const replayKey = (webhookId: WebhookId) => ({ pk: webhookId, sk: 'replay' });

export const replayStarter =
  (table: string, commit: Commit): StartReplay =>
  (webhookId, replay, trail) =>
    held(
      commit({
        writes: [
          {
            Put: {
              TableName: table,
              Item: { ...replayKey(webhookId), ...replay, after: null },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        ],
        trail,
        about: { webhookId },
      }),
    );

export const replayStore = (client: DynamoDBDocumentClient, table: string): ReplayStore => ({
  async find(webhookId) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: replayKey(webhookId), ConsistentRead: true }));
    return Item && Stored.parse(Item);
  },
  async page(webhookId, { since, until, after }) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :endpoint AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':endpoint': webhookId,
          ':first': DELIVERY_PREFIX + firstIdSince(new Date(since)),
          ':last': `${DELIVERY_PREFIX}${firstIdSince(new Date(until))}~`,
        },
        ...(after !== null && { ExclusiveStartKey: { pk: webhookId, sk: after } }),
        ConsistentRead: true,
        Limit: PAGE,
      }),
    );
    const last = LastEvaluatedKey?.['sk'];
    return { deliveries: Items.map((item) => deliveryOf(webhookId, item)), last: typeof last === 'string' ? last : null };
  },
  advance: (webhookId, { after }, { wanted, last, at }) => {
    const moved = wanted.flatMap((delivery) => moveWrites(table, delivery, putOnItsWay(delivery, at)));
    const stillThere = { ConditionExpression: '#after = :after', ExpressionAttributeNames: { '#after': 'after' } };
    const values = { ExpressionAttributeValues: { ':after': after } };
    const key = replayKey(webhookId);
    const onward =
      last === null
        ? { Delete: { TableName: table, Key: key, ...stillThere, ...values } }
        : {
            Update: {
              TableName: table,
              Key: key,
              UpdateExpression: 'SET #after = :last',
              ...stillThere,
              ExpressionAttributeValues: { ':after': after, ':last': last },
            },
          };
    return held(transact(client, [...moved, onward]));
  },
});
