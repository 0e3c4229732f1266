import { type DynamoDBDocumentClient, GetCommand, QueryCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { MailingId } from '../../../schemas/digest.ts';
import { held, update } from '../../shared/store/commit.ts';
import type { PartProgress } from '../rules/parts.ts';
import { partKey, StoredPart } from './publication-items.ts';

/** Where each part of a publication stands. */
export interface PartStore {
  list(id: MailingId): Promise<PartProgress[]>;
  find(id: MailingId, part: string): Promise<PartProgress | undefined>;
  /** Notes that the messages of all chunks before `upTo` were sent. */
  markEnqueued(id: MailingId, part: string, upTo: number): Promise<void>;
  /** Notes that the reconciler called, unless something has moved meanwhile. */
  markReminded(id: MailingId, seen: PartProgress, at: Date): Promise<void>;
}

/** Twenty workers that record to one part at once make most writes to it wait for their turn; some three seconds of patience. */
export const PATIENCE = 12;

export const partStore = (client: DynamoDBDocumentClient, table: string): PartStore => {
  const move = async (part: Omit<UpdateCommandInput, 'TableName'>): Promise<void> => {
    await held(update(client, { TableName: table, ...part }, PATIENCE));
  };
  return {
    async list(id) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :id AND begins_with(sk, :part)',
          ExpressionAttributeValues: { ':id': id, ':part': partKey(id, '').sk },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => StoredPart.parse(item));
    },
    async find(id, part) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: partKey(id, part), ConsistentRead: true }));
      return Item && StoredPart.parse(Item);
    },
    markEnqueued: (id, part, upTo) =>
      move({
        Key: partKey(id, part),
        UpdateExpression: 'SET enqueued = :upTo',
        ConditionExpression: 'enqueued < :upTo',
        ExpressionAttributeValues: { ':upTo': upTo },
      }),
    markReminded: (id, { part, movedAt, reminders }, at) =>
      move({
        Key: partKey(id, part),
        UpdateExpression: 'SET movedAt = :at, reminders = :next',
        ConditionExpression: 'movedAt = :seen AND reminders = :reminders',
        ExpressionAttributeValues: { ':at': at.toISOString(), ':seen': movedAt, ':reminders': reminders, ':next': reminders + 1 },
      }),
  };
};
