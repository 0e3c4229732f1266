import { readFicheKey } from '../../schemas/fiche.ts';
import type { alerts } from '../../schemas/routes/alerts.ts';
import type { UseCase } from '../shared/router.ts';
import type { FicheTitles } from '../shared/store/fiches.ts';
import { followLeaveLink, type LeaveLinkDependencies } from './leave-link.ts';
import { confirmLeaving, describeFiche, LEAVE_LINK_ADVICE, saidLeftBefore } from './leave-pages.ts';

export interface ShowLeavePageDependencies extends LeaveLinkDependencies {
  titles: FicheTitles;
  siteAddress: string;
}

/** Changes nothing, however often it is opened: mail programs and scanners open links by themselves. */
export const showLeavePage =
  (dependencies: ShowLeavePageDependencies): UseCase<typeof alerts.showLeavePage> =>
  async ({ params }, { problem }) => {
    const link = await followLeaveLink(dependencies, params.token);
    if (!link) throw problem('leave-link-invalid', LEAVE_LINK_ADVICE);
    const fiche = await describeFiche(dependencies.titles, dependencies.siteAddress, readFicheKey(link.place.ficheKey));
    return link.living ? confirmLeaving(fiche) : saidLeftBefore(fiche);
  };
