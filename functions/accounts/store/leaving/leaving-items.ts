import * as z from 'zod/mini';
import { AccountId, SpaceId } from '../../../../schemas/account.ts';
import { ErasureId, ExportId } from '../../../../schemas/leaving.ts';

const EXPORT = 'export#';

export const exportKey = (accountId: AccountId, exportId: ExportId) => ({ pk: accountId, sk: `${EXPORT}${exportId}` });
export const exportsKey = (accountId: AccountId) => ({ pk: accountId, sk: 'exports' });
export const deletionKey = (accountId: AccountId) => ({ pk: accountId, sk: 'deletion' });
export const recordKey = (erasureId: ErasureId) => ({ pk: `erased#${erasureId}`, sk: 'record' });

export const EXPORTS_PREFIX = EXPORT;

/** Places what is under way in the index of what is to be looked at. */
export const due = (kind: 'export' | 'deletion', at: Date, accountId: AccountId) => ({
  duePk: kind,
  dueSk: `${at.toISOString()}#${accountId}`,
});

const Parts = z._default(z.set(z.string()), new Set<string>());

export const StoredExport = z.object({
  pk: AccountId,
  exportId: ExportId,
  personalSpaceId: SpaceId,
  state: z.enum(['preparing', 'ready']),
  askedAt: z.iso.datetime(),
  parts: Parts,
  availableUntil: z.optional(z.iso.datetime()),
  bytes: z.optional(z.int()),
});
export type StoredExport = z.output<typeof StoredExport>;

export const StoredDeletion = z.object({
  pk: AccountId,
  erasureId: ErasureId,
  personalSpaceId: SpaceId,
  /** `waiting` may be called back; `closed` lets the last access tokens end; `erasing` waits for the holders. */
  state: z.enum(['waiting', 'closed', 'erasing']),
  askedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  parts: Parts,
});
export type StoredDeletion = z.output<typeof StoredDeletion>;

export const StoredRequests = z.object({ askedAt: z.array(z.iso.datetime()), version: z.int() });
