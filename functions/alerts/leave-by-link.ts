import { readFicheKey } from '../../schemas/fiche.ts';
import type { alerts } from '../../schemas/routes/alerts.ts';
import type { UseCase } from '../shared/router.ts';
import { followLeaveLink } from './leave-link.ts';
import { describeFiche, LEAVE_LINK_ADVICE, saidLeft, saidLeftBefore } from './leave-pages.ts';
import type { ShowLeavePageDependencies } from './show-leave-page.ts';
import type { SubscriptionStore } from './store/subscriptions.ts';

export interface LeaveByLinkDependencies extends ShowLeavePageDependencies {
  store: Pick<SubscriptionStore, 'find' | 'end'>;
}

/** Asked by a mail program on its own (RFC 8058) or from the page; asked twice, it is already done and says so. */
export const leaveByLink =
  (dependencies: LeaveByLinkDependencies): UseCase<typeof alerts.leaveByLink> =>
  async ({ params }, { trail, problem }) => {
    const link = await followLeaveLink(dependencies, params.token);
    if (!link) throw problem('leave-link-invalid', LEAVE_LINK_ADVICE);
    const ended = link.living && (await dependencies.store.end(link.living, trail));
    const fiche = await describeFiche(dependencies.titles, dependencies.siteAddress, readFicheKey(link.place.ficheKey));
    return ended ? saidLeft(fiche) : saidLeftBefore(fiche);
  };
