import type { AccountId } from '../../../schemas/account.ts';
import type { ExportId, HolderName } from '../../../schemas/leaving.ts';
import type { Clock } from '../../shared/clock.ts';
import { log } from '../../shared/log.ts';
import { isComplete } from '../rules/leaving.ts';
import type { ExportStorage } from '../store/leaving/export-storage.ts';
import type { ExportStore } from '../store/leaving/exports.ts';
import { archiveOf } from './archive.ts';

interface Dependencies {
  store: Pick<ExportStore, 'markPart' | 'ready'>;
  storage: ExportStorage;
  clock: Clock;
}

/**
 * With the last part the archive is made. Told twice, or killed on the way, it is made again over itself: its owner is told once, when it is
 * whole. A part that comes after that changes nothing.
 */
export const onPartExported =
  ({ store, storage, clock }: Dependencies) =>
  async ({ accountId, exportId, holder }: { accountId: AccountId; exportId: ExportId; holder: HolderName }): Promise<void> => {
    const copy = await store.markPart(accountId, exportId, holder);
    if (!copy || copy.state !== 'preparing' || !isComplete(copy.parts)) return;
    const bytes = await storage.writeArchive(exportId, await archiveOf(storage, exportId, new Date(copy.askedAt)));
    await store.ready(copy, bytes, clock());
    await storage.eraseParts(exportId);
    log('export.assembled', { exportId, count: bytes });
  };
