import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { SpaceId } from '../../../schemas/account.ts';
import { DocumentId, FileId, type FormerFile } from '../../../schemas/document.ts';
import { type Commit, held } from '../../shared/store/commit.ts';
import { type DeletedState, deletedKey, dueAt, dueShards, formerKey, uploadKey } from './document-item.ts';
import { storageWrite } from './storage-count.ts';

/** Something whose time has come. */
export type Due =
  | { what: 'upload'; fileId: FileId }
  | { what: 'reminder' | 'deleted'; spaceId: SpaceId; documentId: DocumentId }
  | { what: 'former'; spaceId: SpaceId; documentId: DocumentId; fileId: FileId };

/** What ends by itself when its time has come. */
export interface DueStore {
  /** The longest overdue first, from each part of the index at most so many. */
  due(now: string, most: number): Promise<Due[]>;
  /** The upload is waited for until then; false when it has ended meanwhile. */
  waitAgain(fileId: FileId, until: string): Promise<boolean>;
  /** Its files must be gone already. False when it is not there any more. */
  forgetDeleted(deleted: DeletedState, size: number): Promise<boolean>;
  forgetFormer(spaceId: SpaceId, former: FormerFile): Promise<boolean>;
}

const dueOf = ({ pk, sk }: Record<string, unknown>): Due => {
  const [kind, documentId, fileId] = String(sk).split('#');
  if (kind === 'upload') return { what: 'upload', fileId: FileId.parse(String(pk).slice('upload#'.length)) };
  const place = { spaceId: SpaceId.parse(pk), documentId: DocumentId.parse(documentId) };
  if (kind === 'former') return { what: 'former', ...place, fileId: FileId.parse(fileId) };
  return { what: kind === 'deleted' ? 'deleted' : 'reminder', ...place };
};

const IS_THERE = 'attribute_exists(pk)';

export const dueStore = (client: DynamoDBDocumentClient, table: string, commit: Commit): DueStore => {
  const shard = async (name: string, now: string, Limit: number): Promise<Due[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'due',
        KeyConditionExpression: 'duePk = :shard AND dueSk <= :now',
        ExpressionAttributeValues: { ':shard': name, ':now': now },
        Limit,
      }),
    );
    return Items.map(dueOf);
  };
  return {
    async due(now, most) {
      return (await Promise.all(dueShards.map((name) => shard(name, now, most)))).flat();
    },
    async waitAgain(fileId, until) {
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: uploadKey(fileId),
            UpdateExpression: 'SET #until = :until, dueSk = :due ADD rescans :one',
            ConditionExpression: '#state = :open',
            ExpressionAttributeNames: { '#until': 'until', '#state': 'state' },
            ExpressionAttributeValues: { ':until': until, ':due': dueAt(fileId, until).dueSk, ':open': 'open', ':one': 1 },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    forgetDeleted: ({ spaceId, id, keptUntil }, size) =>
      held(
        commit({
          writes: [
            {
              Delete: {
                TableName: table,
                Key: deletedKey(spaceId, id),
                ConditionExpression: 'keptUntil = :until',
                ExpressionAttributeValues: { ':until': keptUntil },
              },
            },
            ...(size > 0 ? [storageWrite(table, spaceId, { deleted: -size })] : []),
          ],
        }),
      ),
    forgetFormer: (spaceId, { documentId, id, size }) =>
      held(
        commit({
          writes: [
            { Delete: { TableName: table, Key: formerKey(spaceId, documentId, id), ConditionExpression: IS_THERE } },
            storageWrite(table, spaceId, { deleted: -size }),
          ],
        }),
      ),
  };
};
