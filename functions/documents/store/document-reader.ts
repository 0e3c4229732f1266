import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { SpaceId } from '../../../schemas/account.ts';
import { queryPage } from '../../shared/store/query-page.ts';
import { deletedKey, deletedOf, documentKey, documentOf, formerKey, formerOf, uploadKey, uploadOf } from './document-item.ts';
import type { DocumentReader, PageRequest } from './document-store.ts';
import { storageReader } from './storage-count.ts';

/** Reads what is kept of documents, always consistently: a document is there for all members as soon as one has added it, and gone as soon. */
export const documentReader = (client: DynamoDBDocumentClient, table: string): DocumentReader => {
  const get = async (key: Record<string, string>) =>
    (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  const page = (spaceId: SpaceId, start: string, { limit, cursor }: PageRequest) =>
    queryPage(
      client,
      {
        TableName: table,
        KeyConditionExpression: 'pk = :space AND begins_with(sk, :start)',
        ExpressionAttributeValues: { ':space': spaceId, ':start': start },
        ScanIndexForward: false,
        ConsistentRead: true,
      },
      { limit, cursor, shape: { partition: { pk: spaceId }, begins: { sk: start } } },
    );
  return {
    async find(spaceId, id) {
      const item = await get(documentKey(spaceId, id));
      return item && documentOf(item);
    },
    async findDeleted(spaceId, id) {
      const item = await get(deletedKey(spaceId, id));
      return item && deletedOf(item);
    },
    async findFormer(spaceId, id, fileId) {
      const item = await get(formerKey(spaceId, id, fileId));
      return item && formerOf(item);
    },
    async findUpload(fileId) {
      const item = await get(uploadKey(fileId));
      return item && uploadOf(item);
    },
    async list(spaceId, request) {
      const { items, next } = await page(spaceId, 'document#', request);
      return { items: items.map(documentOf), next };
    },
    async listDeleted(spaceId, request) {
      const { items, next } = await page(spaceId, 'deleted#', request);
      return { items: items.map(deletedOf), next };
    },
    async listFormer(spaceId, id, request) {
      const { items, next } = await page(spaceId, `former#${id}#`, request);
      return { items: items.map(formerOf), next };
    },
    storage: storageReader(client, table),
  };
};
