import type { citizenPages } from '../../schemas/routes/citizen-pages.ts';
import type { Input, ShownPage } from '../../schemas/routes/route.ts';
import type { Clock } from '../shared/clock.ts';
import type { LinkPurpose } from './links/link-token.ts';
import type { LinkStore } from './store/links.ts';

export interface LinkPages {
  /** Asks before anything changes: what opens links of mails ahead of their reader changes nothing. */
  alive: () => string | ShownPage;
  gone: () => string | ShownPage;
}

export const showLinkPage =
  (purpose: LinkPurpose, { alive, gone }: LinkPages, { links, clock }: { links: Pick<LinkStore, 'find'>; clock: Clock }) =>
  async ({ params: { link: token } }: Input<typeof citizenPages.showActivationPage>): Promise<string | ShownPage> =>
    (await links.find(purpose, token, clock())) ? alive() : gone();
