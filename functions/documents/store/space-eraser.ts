import { BatchWriteCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { SpaceId } from '../../../schemas/account.ts';
import { FileId } from '../../../schemas/document.ts';
import { WalletArchiveId } from '../../../schemas/wallet-archive.ts';
import type { ArchiveBucket } from './archive-bucket.ts';
import { ARCHIVE } from './archives.ts';
import { uploadKey } from './document-item.ts';
import type { FileBucket } from './file-bucket.ts';

/** Leaves no file, no document and no count of a space. Killed at any step, it is called again and ends what it began. */
export type SpaceEraser = (spaceId: SpaceId) => Promise<void>;

const WithId = z.object({ id: FileId });
const Item = z.object({
  pk: z.string(),
  sk: z.string(),
  id: z.optional(z.string()),
  files: z._default(z.array(WithId), []),
  onTheirWay: z._default(z.array(WithId), []),
});

/** DynamoDB deletes so many items in one call. */
const TOGETHER = 25;

export const spaceEraser = (
  client: DynamoDBDocumentClient,
  table: string,
  { files, archives }: { files: Pick<FileBucket, 'erase'>; archives: Pick<ArchiveBucket, 'erase'> },
): SpaceEraser => {
  const page = async (spaceId: SpaceId) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :space',
        ExpressionAttributeValues: { ':space': spaceId },
        ConsistentRead: true,
        Limit: 100,
      }),
    );
    return Items.map((item) => Item.parse(item));
  };
  const deleteItems = async (keys: { pk: string; sk: string }[]): Promise<void> => {
    for (let first = 0; first < keys.length; first += TOGETHER) {
      const RequestItems = { [table]: keys.slice(first, first + TOGETHER).map((Key) => ({ DeleteRequest: { Key } })) };
      const { UnprocessedItems = {} } = await client.send(new BatchWriteCommand({ RequestItems }));
      if (Object.keys(UnprocessedItems).length > 0)
        throw new Error('DynamoDB left items of a space that is to go: called again, the rest goes too');
    }
  };
  return async (spaceId) => {
    for (let items = await page(spaceId); items.length > 0; items = await page(spaceId)) {
      const former = items.flatMap(({ sk, id }) => (sk.startsWith('former#') ? [FileId.parse(id)] : []));
      const onTheirWay = items.flatMap((item) => item.onTheirWay.map(({ id }) => id));
      await files.erase([...former, ...onTheirWay, ...items.flatMap((item) => item.files.map(({ id }) => id))]);
      for (const { id } of items.filter(({ sk }) => sk === ARCHIVE)) await archives.erase(WalletArchiveId.parse(id));
      await deleteItems([...items.map(({ pk, sk }) => ({ pk, sk })), ...onTheirWay.map(uploadKey)]);
    }
  };
};
