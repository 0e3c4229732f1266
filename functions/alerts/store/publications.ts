import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isDigestId, MailingId } from '../../../schemas/digest.ts';
import { type Announcement, type Ledger, type PublicationId, publicationId } from '../../../schemas/publication.ts';
import { held, transact } from '../../shared/store/commit.ts';
import { sumLedger, toldWith, waitingLedger } from '../rules/ledger.ts';
import type { Part } from '../rules/parts.ts';
import { type CoolDownEnd, coolDownEnd, coolDownStore } from './cool-downs.ts';
import { countsOf } from './ledger-counts.ts';
import { newMailing } from './new-mailing.ts';
import { publicationKey, StoredPublication, UNFINISHED } from './publication-items.ts';

/** An announcement whose people are being told, or were, from that moment on. */
export type StartedAnnouncement = Announcement & { startedAt: string };

export interface PublicationStore {
  /**
   * Writes the publication and its parts together, with the end of the wait that it is for; without parts it is done at once. False, with
   * nothing written, when it is there already or the fiche's wait has changed.
   */
  create(announcement: Announcement, parts: Part[], at: Date, ends?: CoolDownEnd): Promise<boolean>;
  /** What the mail says; undefined when there is no such publication, and for digests, where each person is told something else. */
  announcement(id: MailingId): Promise<StartedAnnouncement | undefined>;
  /** Publications and digests that are not done, the oldest first. */
  unfinished(): Promise<MailingId[]>;
  /** True for the one call that ends it. */
  end(id: MailingId, at: Date): Promise<boolean>;
}

/** How a publication goes, its parts added up; undefined when there is none. */
export type ReadLedger = (id: PublicationId) => Promise<Ledger | undefined>;

export const publicationStore = (client: DynamoDBDocumentClient, table: string): PublicationStore => {
  return {
    create(announcement, parts, at, ends) {
      const id = publicationId(announcement);
      const mailing = newMailing(table, { id, says: announcement, parts, at });
      return held(transact(client, [...mailing, ...(ends ? coolDownEnd(table, ends, at) : [])]));
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

export const ledgerReader = (client: DynamoDBDocumentClient, table: string): ReadLedger => {
  const ofPublication: ReadLedger = async (id) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: publicationKey(id), ConsistentRead: true }));
    if (!Item) return undefined;
    const { parts, feedback } = await countsOf(client, table, id);
    return sumLedger(StoredPublication.parse(Item), parts, feedback);
  };
  return async (id) => {
    const own = await ofPublication(id);
    const waiting = own ? undefined : await coolDownStore(client, table).findWaiting(id);
    if (!waiting) return own;
    const { announcement, ...wait } = waiting;
    if (wait.toldWith === null) return waitingLedger({ ...announcement, ...wait });
    const told = await ofPublication(publicationId({ ...announcement, revision: wait.toldWith }));
    return told && toldWith(announcement.revision, told);
  };
};
