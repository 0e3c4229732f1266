import * as z from 'zod/mini';
import { SpaceId } from '../../../schemas/account.ts';
import { DeletedDocument, type DocumentId, type FileId, FormerFile, REMINDER_DAYS, WalletDocument } from '../../../schemas/document.ts';
import type { DocumentState } from '../rules/document-state.ts';

/** What is due is spread over so many partitions of its index. */
const SHARDS = 16;

export const dueShards = Array.from({ length: SHARDS }, (_, shard) => `due#${shard.toString(16)}`);

/** Where an item waits for its time; the last digit of an id is random whatever its version. */
export const dueAt = (id: string, at: string) => ({ duePk: `due#${id.slice(-1)}`, dueSk: at });

export const STORAGE = 'storage';
export const documentKey = (spaceId: SpaceId, id: DocumentId) => ({ pk: spaceId, sk: `document#${id}` });
export const deletedKey = (spaceId: SpaceId, id: DocumentId) => ({ pk: spaceId, sk: `deleted#${id}` });
export const formerKey = (spaceId: SpaceId, documentId: DocumentId, fileId: FileId) => ({
  pk: spaceId,
  sk: `former#${documentId}#${fileId}`,
});
export const uploadKey = (fileId: FileId) => ({ pk: `upload#${fileId}`, sk: 'upload' });

const reminder = z._default(z.nullable(z.object({ days: z.literal(REMINDER_DAYS), at: z.string() })), null);
const StoredDocument = z.extend(WalletDocument, { reminder });
const StoredDeleted = z.extend(DeletedDocument, { reminder });

export type DeletedState = DeletedDocument & Pick<DocumentState, 'reminder'>;

export const documentItem = (document: DocumentState): Record<string, unknown> => ({
  ...documentKey(document.spaceId, document.id),
  ...document,
  ...(document.reminder && dueAt(document.id, document.reminder.at)),
});

export const documentOf = (item: Record<string, unknown>): DocumentState => StoredDocument.parse(item);

export const deletedItem = (document: DeletedState): Record<string, unknown> => ({
  ...deletedKey(document.spaceId, document.id),
  ...document,
  ...dueAt(document.id, document.keptUntil),
});

export const deletedOf = (item: Record<string, unknown>): DeletedState => StoredDeleted.parse(item);

export const formerItem = (spaceId: SpaceId, former: FormerFile): Record<string, unknown> => ({
  ...formerKey(spaceId, former.documentId, former.id),
  ...former,
  ...dueAt(former.id, former.keptUntil),
});

export const formerOf = (item: Record<string, unknown>): FormerFile => FormerFile.parse(item);

/** Where a file on its way belongs: what a verdict is found by, since the name of an object tells nothing of it. */
export const OpenUpload = z.object({
  spaceId: SpaceId,
  documentId: WalletDocument.shape.id,
  until: z.string(),
  /** How often it was scanned again because no verdict came. */
  rescans: z._default(z.int(), 0),
});
export type OpenUpload = z.output<typeof OpenUpload>;

/** How an upload ended: kept a while without saying whose it was, so that a verdict that comes again knows what to leave alone. */
export const UploadEnd = z.enum(['accepted', 'ended']);
export type UploadEnd = z.output<typeof UploadEnd>;

const StoredUpload = z.union([z.extend(OpenUpload, { state: z.literal('open') }), z.object({ state: UploadEnd })]);
export type Upload = z.output<typeof StoredUpload>;

export const uploadItem = (fileId: FileId, upload: OpenUpload): Record<string, unknown> => ({
  ...uploadKey(fileId),
  state: 'open',
  ...upload,
  ...dueAt(fileId, upload.until),
});

export const uploadOf = (item: Record<string, unknown>): Upload => StoredUpload.parse(item);
