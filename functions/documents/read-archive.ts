import type { walletArchives as routes } from '../../schemas/routes/wallet-archives.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { isOver } from './rules/archive-time.ts';
import type { ArchiveStore } from './store/archives.ts';

export const readArchive =
  ({ archives, clock }: { archives: Pick<ArchiveStore, 'find'>; clock: Clock }): UseCase<typeof routes.readArchive> =>
  async ({ params }, { problem }) => {
    const archive = await archives.find(params.spaceId);
    if (!archive || isOver(archive, clock())) throw problem('archive-not-found');
    return archive;
  };
