import type { leaving } from '../../../schemas/routes/leaving.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import { after } from '../rules/leaving.ts';
import type { ExportStorage } from '../store/leaving/export-storage.ts';
import type { ExportStore } from '../store/leaving/exports.ts';

interface Dependencies {
  exports: Pick<ExportStore, 'find' | 'noteLinkGiven'>;
  storage: Pick<ExportStorage, 'link'>;
  clock: Clock;
}

/** A link is all that it takes to read everything that somebody has: it opens to its owner, who has just proved it, for minutes and no longer. */
const LINK_SECONDS = 5 * 60;

export const downloadExport =
  ({ exports, storage, clock }: Dependencies): UseCase<typeof leaving.downloadExport> =>
  async ({ params: { exportId } }, { caller: { accountId }, trail, problem }) => {
    const copy = await exports.find(accountId, exportId);
    const now = clock();
    if (!copy?.availableUntil || copy.availableUntil <= now.toISOString()) throw problem('export-not-found');
    const url = await storage.link(exportId, LINK_SECONDS);
    await exports.noteLinkGiven(copy, now, trail);
    return { url, until: after(now, LINK_SECONDS * 1000).toISOString() };
  };
