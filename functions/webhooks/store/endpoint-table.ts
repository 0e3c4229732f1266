import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { WebhookId } from '../../../schemas/webhook.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, held, type Write } from '../../shared/store/commit.ts';
import { queryPage } from '../../shared/store/query-page.ts';
import { ENDPOINTS, endpointKey, endpointOf, type StoredWebhook } from './endpoint-item.ts';
import type { EndpointReader, EndpointStore } from './endpoint-store.ts';

const NAMES = { '#version': 'version' };

const setOf = (change: Record<string, unknown>) => {
  const names = Object.keys(change);
  return {
    text: names.map((name) => `, #${name} = :${name}`).join(''),
    names: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    values: Object.fromEntries(names.map((name) => [`:${name}`, change[name]])),
  };
};

export const endpointReader = (client: DynamoDBDocumentClient, table: string): EndpointReader => {
  const find = async (id: WebhookId): Promise<StoredWebhook | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: endpointKey(id), ConsistentRead: true }));
    return Item && endpointOf(Item);
  };
  const everyEndpoint = { TableName: table, KeyConditionExpression: 'pk = :all', ExpressionAttributeValues: { ':all': ENDPOINTS } };
  return {
    find,
    async all() {
      const found: StoredWebhook[] = [];
      for await (const { Items = [] } of paginateQuery({ client }, { ...everyEndpoint, ConsistentRead: true }))
        found.push(...Items.map(endpointOf));
      return found;
    },
    async list({ limit, cursor }) {
      const shape = { partition: { pk: ENDPOINTS }, begins: { sk: '' } };
      const { items, next } = await queryPage(client, { ...everyEndpoint, ConsistentRead: true }, { limit, cursor, shape });
      return { items: items.map(endpointOf), next };
    },
  };
};

export const endpointStore = (client: DynamoDBDocumentClient, table: string, commit: Commit): EndpointStore => {
  const reader = endpointReader(client, table);
  const done = (write: Write, webhookId: WebhookId, trail: Trail): Promise<boolean> =>
    held(commit({ writes: [write], trail, about: { webhookId } }));
  return {
    ...reader,
    register: ({ id, ...webhook }, trail) =>
      commit({
        writes: [
          {
            Put: {
              TableName: table,
              Item: { ...endpointKey(id), ...webhook, version: 1 },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        ],
        trail,
        about: { webhookId: id },
      }),
    async change({ id, version }, change, trail) {
      const set = setOf(change);
      const write: Write = {
        Update: {
          TableName: table,
          Key: endpointKey(id),
          UpdateExpression: `SET #version = :next${set.text}`,
          ConditionExpression: '#version = :read',
          ExpressionAttributeNames: { ...NAMES, ...set.names },
          ExpressionAttributeValues: { ':read': version, ':next': version + 1, ...set.values },
        },
      };
      return (await done(write, id, trail)) ? reader.find(id) : undefined;
    },
    remove: ({ id, version }, trail) =>
      done(
        {
          Delete: {
            TableName: table,
            Key: endpointKey(id),
            ConditionExpression: '#version = :read',
            ExpressionAttributeNames: NAMES,
            ExpressionAttributeValues: { ':read': version },
          },
        },
        id,
        trail,
      ),
    setDisabled: (id, disabled, trail) =>
      done(
        {
          Update: {
            TableName: table,
            Key: endpointKey(id),
            UpdateExpression: disabled
              ? 'SET #version = #version + :one, disabled = :disabled'
              : 'SET #version = #version + :one REMOVE disabled, failures, failingSince, restUntil',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: NAMES,
            ExpressionAttributeValues: { ':one': 1, ...(disabled && { ':disabled': disabled }) },
          },
        },
        id,
        trail,
      ),
  };
};
