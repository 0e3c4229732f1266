import type { SpaceId } from '../../../schemas/account.ts';
import type { DocumentId, FileId } from '../../../schemas/document.ts';
import { epochSeconds } from '../../shared/clock.ts';
import type { Write } from '../../shared/store/commit.ts';
import { deletedItem, formerItem, formerKey, type UploadEnd, uploadItem, uploadKey } from './document-item.ts';
import type { Beside } from './document-store.ts';

/** Longer than a queue keeps a message, and a person could put a late one back. */
const END_KEPT_SECONDS = 30 * 24 * 60 * 60;

/** An upload ends once: a second verdict on a file gives its room back no second time. */
const settled = (table: string, fileId: FileId, { end, at }: { end: UploadEnd; at: Date }): Write => ({
  Update: {
    TableName: table,
    Key: uploadKey(fileId),
    UpdateExpression: 'SET #state = :end, expiresAt = :expiry REMOVE spaceId, documentId, #until, rescans, duePk, dueSk',
    ConditionExpression: '#state = :open',
    ExpressionAttributeNames: { '#state': 'state', '#until': 'until' },
    ExpressionAttributeValues: { ':end': end, ':open': 'open', ':expiry': epochSeconds(at) + END_KEPT_SECONDS },
  },
});

/** The write of what is kept beside a document. */
export const besideWrite = (table: string, { spaceId, documentId }: { spaceId: SpaceId; documentId: DocumentId }, item: Beside): Write => {
  if ('settle' in item) return settled(table, item.fileId, { end: item.settle, at: item.at });
  if ('remove' in item) {
    const Key = formerKey(spaceId, documentId, item.fileId);
    return { Delete: { TableName: table, Key, ConditionExpression: 'attribute_exists(pk)' } };
  }
  if (item.put === 'upload')
    return {
      Put: { TableName: table, Item: uploadItem(item.fileId, item.upload), ConditionExpression: 'attribute_not_exists(pk)' },
    };
  return { Put: { TableName: table, Item: item.put === 'former' ? formerItem(spaceId, item.former) : deletedItem(item.deleted) } };
};
