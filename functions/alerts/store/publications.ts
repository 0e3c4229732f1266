import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, paginateQuery, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Announcement, type Ledger, PublicationId, publicationId } from '../../../schemas/publication.ts';
import { ConditionFailed, transact } from '../../shared/store/commit.ts';
import { sumLedger } from '../rules/ledger.ts';
import type { Part } from '../rules/parts.ts';
import { feedbackKey, partKey, publicationKey, StoredFeedback, StoredPart, StoredPublication, UNFINISHED } from './publication-items.ts';

export interface PublicationStore {
  /** Writes the publication and its parts together; one that is there already stays as it is. Without parts it is done at once. */
  create(announcement: Announcement, parts: Part[], at: Date): Promise<void>;
  /** What the mail says; undefined when there is no such publication. */
  announcement(id: PublicationId): Promise<Announcement | undefined>;
  /** Publications that are not done, the oldest first. */
  unfinished(): Promise<PublicationId[]>;
  /** True for the one call that ends it. */
  end(id: PublicationId, at: Date): Promise<boolean>;
}

/** How a publication goes, its parts added up; undefined when there is none. */
export type ReadLedger = (id: PublicationId) => Promise<Ledger | undefined>;

export const publicationStore = (client: DynamoDBDocumentClient, table: string): PublicationStore => {
  const find = async (id: PublicationId) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: publicationKey(id), ConsistentRead: true }));
    return Item && StoredPublication.parse(Item);
  };
  return {
    async create(announcement, parts, at) {
      const id = publicationId(announcement);
      const startedAt = at.toISOString();
      const unfinished = parts.length > 0 ? { unfinishedPk: UNFINISHED, unfinishedSk: `${startedAt}#${id}` } : { endedAt: startedAt };
      const start = {
        position: 0,
        after: null,
        lastPerson: null,
        pages: 0,
        chunks: 0,
        enqueued: 0,
        sent: 0,
        movedAt: startedAt,
        reminders: 0,
      };
      const items = [
        { ...publicationKey(id), ...announcement, startedAt, ...unfinished },
        ...parts.map((part) => ({ ...partKey(id, part.part), ...part, ...start })),
      ];
      const ConditionExpression = 'attribute_not_exists(pk)';
      try {
        await transact(
          client,
          items.map((Item) => ({ Put: { TableName: table, Item, ConditionExpression } })),
        );
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    },
    announcement: find,
    async unfinished() {
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          IndexName: 'unfinished',
          KeyConditionExpression: 'unfinishedPk = :unfinished',
          ExpressionAttributeValues: { ':unfinished': UNFINISHED },
        },
      );
      const ids: PublicationId[] = [];
      for await (const { Items = [] } of pages) ids.push(...Items.map(({ pk }) => PublicationId.parse(pk)));
      return ids;
    },
    async end(id, at) {
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: publicationKey(id),
            UpdateExpression: 'SET endedAt = :at REMOVE unfinishedPk, unfinishedSk',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(endedAt)',
            ExpressionAttributeValues: { ':at': at.toISOString() },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
};

export const ledgerReader =
  (client: DynamoDBDocumentClient, table: string): ReadLedger =>
  async (id) => {
    const query = async (prefix: string) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :id AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':id': id, ':prefix': prefix },
          ConsistentRead: true,
        }),
      );
      return Items;
    };
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: publicationKey(id), ConsistentRead: true }));
    if (!Item) return undefined;
    const [parts, feedback] = await Promise.all([query(partKey(id, '').sk), query(feedbackKey(id, '').sk)]);
    return sumLedger(
      StoredPublication.parse(Item),
      parts.map((part) => StoredPart.parse(part)),
      feedback.map((told) => StoredFeedback.parse(told)),
    );
  };
