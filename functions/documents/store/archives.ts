import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { SpaceId } from '../../../schemas/account.ts';
import { WalletArchive, WalletArchiveId } from '../../../schemas/wallet-archive.ts';
import { epochSeconds } from '../../shared/clock.ts';
import { type Commit, held } from '../../shared/store/commit.ts';
import type { Told } from './document-store.ts';
import { committingTold, type TellingTables } from './telling.ts';

/** As it is kept: with those whose place it took, which may still lie in storage until it is ready. */
const KeptArchive = z.extend(WalletArchive, { former: z._default(z.array(WalletArchiveId), []) });
export type KeptArchive = z.output<typeof KeptArchive>;

/** The last archive that the members of a space asked for. */
export interface ArchiveStore {
  find(spaceId: SpaceId): Promise<KeptArchive | undefined>;
  /** Takes the place of the one that was there; false when that is another one meanwhile. */
  ask(spaceId: SpaceId, archive: WalletArchive, change: { before: KeptArchive | undefined; told: Told }): Promise<boolean>;
  /** Those before it must be gone from storage. False when another one was asked for meanwhile, or the space is gone. */
  end(spaceId: SpaceId, archive: WalletArchive): Promise<boolean>;
}

export const ARCHIVE = 'archive';
const KEPT_DAYS = 3;

export const archiveReader = (client: DynamoDBDocumentClient, table: string): Pick<ArchiveStore, 'find'> => ({
  async find(spaceId) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk: spaceId, sk: ARCHIVE }, ConsistentRead: true }));
    return Item && KeptArchive.parse(Item);
  },
});

const isId = (id: WalletArchiveId) => ({
  ConditionExpression: '#id = :id',
  ExpressionAttributeNames: { '#id': 'id' },
  ExpressionAttributeValues: { ':id': id },
});

export const archiveStore = (
  client: DynamoDBDocumentClient,
  { documents: table, ...tables }: TellingTables & { documents: string },
  commit: Commit,
): ArchiveStore => ({
  ...archiveReader(client, table),
  ask(spaceId, archive, { before, told }) {
    const expiresAt = epochSeconds(new Date(archive.askedAt)) + KEPT_DAYS * 24 * 60 * 60;
    const condition = before ? isId(before.id) : { ConditionExpression: 'attribute_not_exists(pk)' };
    const former = before ? [...before.former, before.id] : [];
    const write = { Put: { TableName: table, Item: { pk: spaceId, sk: ARCHIVE, ...archive, former, expiresAt }, ...condition } };
    return held(committingTold(tables, commit)({ spaceId }, [write], told));
  },
  async end(spaceId, { id, state, files, bytes, availableUntil }) {
    const { ExpressionAttributeValues, ExpressionAttributeNames, ConditionExpression } = isId(id);
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: spaceId, sk: ARCHIVE },
          UpdateExpression: 'SET #state = :state, files = :files, bytes = :bytes, availableUntil = :until REMOVE former',
          ConditionExpression,
          ExpressionAttributeNames: { ...ExpressionAttributeNames, '#state': 'state' },
          ExpressionAttributeValues: {
            ...ExpressionAttributeValues,
            ':state': state,
            ':files': files,
            ':bytes': bytes,
            ':until': availableUntil,
          },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
