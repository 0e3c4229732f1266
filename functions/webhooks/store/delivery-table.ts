import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { WebhookId } from '../../../schemas/webhook.ts';
import { type Commit, held, transact, type Write } from '../../shared/store/commit.ts';
import { queryPage } from '../../shared/store/query-page.ts';
import {
  DELIVERY_PREFIX,
  DUE_PREFIX,
  deliveryItem,
  deliveryKey,
  deliveryOf,
  dueItem,
  dueKey,
  dueOf,
  type StoredDelivery,
} from './delivery-item.ts';
import type { AskedDeliveries, DeliveryStore, NewDelivery } from './delivery-store.ts';

/** Puts the delivery anew, from the one that was read: its place among those that are to be sent moves with it. */
export const moveWrites = (table: string, read: StoredDelivery, to: StoredDelivery): Write[] => {
  const put = { TableName: table, Item: deliveryItem(to) };
  const standsThere = {
    ConditionExpression: 'attempts = :attempts AND nextAttemptAt = :next',
    ExpressionAttributeValues: { ':attempts': read.attempts, ':next': read.nextAttemptAt },
  };
  const { webhookId, id } = to;
  const [before, after] = [read.nextAttemptAt, to.nextAttemptAt];
  return [
    { Put: { ...put, ...standsThere } },
    ...(before !== null && before !== after ? [{ Delete: { TableName: table, Key: dueKey(webhookId, { at: before, id }) } }] : []),
    ...(after !== null ? [{ Put: { TableName: table, Item: dueItem(to, after) } }] : []),
  ];
};

/** As it is put on its way again: at once, and by the whole schedule of attempts. */
export const putOnItsWay = (delivery: StoredDelivery, at: Date): StoredDelivery => ({
  ...delivery,
  state: 'pending',
  tries: 0,
  nextAttemptAt: at.toISOString(),
});

const newDelivery = (created: NewDelivery, at: Date): StoredDelivery =>
  putOnItsWay({ ...created, attempts: 0, last: null, tries: 0, state: 'pending', nextAttemptAt: null }, at);

const writesToCreate = (table: string, delivery: StoredDelivery): Write[] => [
  { Put: { TableName: table, Item: deliveryItem(delivery), ConditionExpression: 'attribute_not_exists(pk)' } },
  { Put: { TableName: table, Item: dueItem(delivery, delivery.nextAttemptAt ?? delivery.occurredAt) } },
];

export const deliveryStore = (client: DynamoDBDocumentClient, table: string): DeliveryStore => {
  const dueQuery = (webhookId: WebhookId, most: number, until?: string) =>
    client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: until ? 'pk = :endpoint AND sk BETWEEN :first AND :last' : 'pk = :endpoint AND begins_with(sk, :first)',
        // A tilde comes after every character of an id.
        ExpressionAttributeValues: { ':endpoint': webhookId, ':first': DUE_PREFIX, ...(until && { ':last': `${DUE_PREFIX}${until}#~` }) },
        ConsistentRead: true,
        Limit: most,
      }),
    );
  return {
    async find(webhookId, id) {
      const key = { TableName: table, Key: deliveryKey(webhookId, id), ConsistentRead: true };
      const { Item } = await client.send(new GetCommand(key));
      return Item && deliveryOf(webhookId, Item);
    },
    async list(webhookId, { limit, cursor }) {
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :endpoint AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':endpoint': webhookId, ':prefix': DELIVERY_PREFIX },
        ScanIndexForward: false,
      };
      const shape = { partition: { pk: webhookId }, begins: { sk: DELIVERY_PREFIX } };
      const { items, next } = await queryPage(client, query, { limit, cursor, shape });
      return { items: items.map((item) => deliveryOf(webhookId, item)), next };
    },
    create: (created, at) => held(transact(client, writesToCreate(table, newDelivery(created, at)))),
    due: async (webhookId, now, most) => ((await dueQuery(webhookId, most, now.toISOString())).Items ?? []).map(dueOf),
    async nextDue(webhookId) {
      const [next] = (await dueQuery(webhookId, 1)).Items ?? [];
      return next && dueOf(next).at;
    },
    record: (read, attempted) => held(transact(client, moveWrites(table, read, { ...read, ...attempted, attempts: read.attempts + 1 }))),
    async forget(webhookId, due) {
      await client.send(new DeleteCommand({ TableName: table, Key: dueKey(webhookId, due) }));
    },
  };
};

export const askedDeliveries = (table: string, commit: Commit): AskedDeliveries => ({
  async create(created, at, trail) {
    const delivery = newDelivery(created, at);
    await commit({ writes: writesToCreate(table, delivery), trail, about: { webhookId: created.webhookId, deliveryId: created.id } });
    return delivery;
  },
  putBack: (read, at, trail) =>
    held(
      commit({
        writes: moveWrites(table, read, putOnItsWay(read, at)),
        trail,
        about: { webhookId: read.webhookId, deliveryId: read.id },
      }),
    ),
});
