import type { federation } from '../../../schemas/routes/federation.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import { hashOfToken } from '../links/link-token.ts';
import { newFlow } from '../rules/federation/flow.ts';
import type { OpeningStore } from '../store/federation/openings.ts';
import type { FlowCookies } from './flow-cookies.ts';
import { openingPage } from './pages/opening.ts';
import { asked, providerOr, type StateProviders } from './state-providers.ts';

export interface ShowOpeningDependencies {
  openings: Pick<OpeningStore, 'find'>;
  providers: StateProviders;
  flows: FlowCookies;
  random: () => string;
  clock: Clock;
}

/** What somebody can do whose link leads nowhere any more. */
export const OPENING_GONE_ADVICE =
  'Il a servi, a plus de 24 heures, ou est incomplet. Revenez au site, choisissez FranceConnect et redonnez votre adresse : un nouveau message partira.';

/** Opens nothing: a mail program that follows the link by itself comes to a page with a button, and the button leads to FranceConnect. */
export const showOpening =
  (dependencies: ShowOpeningDependencies): UseCase<typeof federation.showOpening> =>
  async ({ params: { link } }, { problem }) => {
    const { openings, providers, flows, random, clock } = dependencies;
    const party = providerOr(providers, 'franceconnect', problem);
    const at = clock();
    const opening = hashOfToken(link);
    if (!(await openings.find(opening, at))) throw problem('opening-gone', OPENING_GONE_ADVICE);
    const flow = newFlow('franceconnect', { kind: 'open', opening }, { random, at });
    const authorization = await asked('franceconnect', party.authorization(flow), problem);
    return { page: openingPage(authorization), cookies: [await flows.keep(flow)] };
  };
