import { BatchWriteCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { SpaceId } from '../../../schemas/account.ts';
import { FileId } from '../../../schemas/document.ts';
import { WalletArchiveId } from '../../../schemas/wallet-archive.ts';
import type { ArchiveBucket } from './archive-bucket.ts';
import { ARCHIVE } from './archives.ts';
import { STORAGE, uploadKey } from './document-item.ts';
import type { FileBucket } from './file-bucket.ts';

/** Leaves no file, no document and no count of a space. Killed at any step, it is called again and ends what it began. */
export type SpaceEraser = (spaceId: SpaceId) => Promise<void>;

const ItemKey = z.object({ pk: z.string(), sk: z.string() });
const WithId = z.object({ id: FileId });
const WithFiles = z.object({ files: z.array(WithId), onTheirWay: z._default(z.array(WithId), []) });
const WithArchives = z.object({ id: WalletArchiveId, former: z._default(z.array(WalletArchiveId), []) });

/** What lies in storage, or is waited for, because of one item. */
const leadsTo = (item: Record<string, unknown>): { files?: FileId[]; onTheirWay?: FileId[]; archives?: WalletArchiveId[] } => {
  const [kind] = ItemKey.parse(item).sk.split('#');
  if (kind === 'former') return { files: [WithId.parse(item).id] };
  if (kind === ARCHIVE) {
    const { id, former } = WithArchives.parse(item);
    return { archives: [id, ...former] };
  }
  if (kind === STORAGE) return {};
  const { files, onTheirWay } = WithFiles.parse(item);
  return { files: files.map(({ id }) => id), onTheirWay: onTheirWay.map(({ id }) => id) };
};

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
    return Items;
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
      const led = items.map(leadsTo);
      const onTheirWay = led.flatMap((to) => to.onTheirWay ?? []);
      await files.erase([...onTheirWay, ...led.flatMap((to) => to.files ?? [])]);
      for (const id of led.flatMap((to) => to.archives ?? [])) await archives.erase(id);
      await deleteItems([...items.map((item) => ItemKey.parse(item)), ...onTheirWay.map(uploadKey)]);
    }
  };
};
