import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, paginateQuery, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isDigestId, MailingId } from '../../../schemas/digest.ts';
import { type Announcement, type Ledger, type PublicationId, publicationId } from '../../../schemas/publication.ts';
import { held, transact } from '../../shared/store/commit.ts';
import { sumLedger } from '../rules/ledger.ts';
import type { Part } from '../rules/parts.ts';
import { newMailing } from './new-mailing.ts';
import { feedbackKey, partKey, publicationKey, StoredFeedback, StoredPart, StoredPublication, UNFINISHED } from './publication-items.ts';

export interface PublicationStore {
  /** Writes the publication and its parts together; one that is there already stays as it is. Without parts it is done at once. */
  create(announcement: Announcement, parts: Part[], at: Date): Promise<void>;
  /** What the mail says; undefined when there is no such publication, and for digests, where each person is told something else. */
  announcement(id: MailingId): Promise<Announcement | undefined>;
  /** Publications and digests that are not done, the oldest first. */
  unfinished(): Promise<MailingId[]>;
  /** True for the one call that ends it. */
  end(id: MailingId, at: Date): Promise<boolean>;
}

/** How a publication goes, its parts added up; undefined when there is none. */
export type ReadLedger = (id: PublicationId) => Promise<Ledger | undefined>;

export const publicationStore = (client: DynamoDBDocumentClient, table: string): PublicationStore => {
  return {
    async create(announcement, parts, at) {
      const id = publicationId(announcement);
      await held(transact(client, newMailing(table, { id, says: announcement, parts, at })));
    },
    async announcement(id) {
      if (isDigestId(id)) return undefined;
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: publicationKey(id), ConsistentRead: true }));
      return Item && StoredPublication.parse(Item);
    },
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
      const ids: MailingId[] = [];
      for await (const { Items = [] } of pages) ids.push(...Items.map(({ pk }) => MailingId.parse(pk)));
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
