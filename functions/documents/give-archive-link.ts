import type { walletArchives as routes } from '../../schemas/routes/wallet-archives.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { isOver } from './rules/archive-time.ts';
import type { ArchiveStore } from './store/archives.ts';
import type { LinkStore } from './store/links.ts';

export interface GiveArchiveLinkDependencies {
  archives: Pick<ArchiveStore, 'find'>;
  links: Pick<LinkStore, 'keep'>;
  clock: Clock;
  newToken: () => string;
  apiAddress: string;
}

const LINK_SECONDS = 60;

export const giveArchiveLink =
  ({ archives, links, clock, newToken, apiAddress }: GiveArchiveLinkDependencies): UseCase<typeof routes.giveArchiveLink> =>
  async ({ params: { spaceId } }, { caller, trail, problem }) => {
    const now = clock();
    const archive = await archives.find(spaceId);
    if (archive?.state !== 'ready' || isOver(archive, now)) throw problem('archive-not-found');
    const token = newToken();
    const until = new Date(now.getTime() + LINK_SECONDS * 1000).toISOString();
    await links.keep(token, { what: 'archive', spaceId, accountId: caller.accountId, archiveId: archive.id, until }, { trail });
    return { address: `${apiAddress}/downloads/${token}`, expiresAt: until };
  };
