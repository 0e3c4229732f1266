import { stateProviderNames } from '../../../schemas/federation.ts';
import type { federation } from '../../../schemas/routes/federation.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import type { Commit } from '../../shared/store/commit.ts';
import { newFlow } from '../rules/federation/flow.ts';
import type { FlowCookies } from './flow-cookies.ts';
import type { LinkTickets } from './link-tickets.ts';
import { linkingPage } from './pages/linked.ts';
import { asked, EXPIRED_ADVICE, providerOr, type StateProviders } from './state-providers.ts';

export interface GoAndLinkDependencies {
  providers: StateProviders;
  flows: FlowCookies;
  tickets: LinkTickets;
  commit: Commit;
  random: () => string;
  clock: Clock;
}

/** From here on the browser carries, sealed, which account is to be linked: nobody but who asked in this browser can come back for it. */
export const goAndLink =
  (dependencies: GoAndLinkDependencies): UseCase<typeof federation.goAndLink> =>
  async ({ params: { provider }, form }, { trail, problem }) => {
    const { providers, flows, tickets, commit, random, clock } = dependencies;
    const party = providerOr(providers, provider, problem);
    const at = clock();
    const accountId = form.valid ? await tickets.read(form.values.ticket, provider, at) : undefined;
    if (accountId === undefined) throw problem('arrival-expired', EXPIRED_ADVICE);
    const flow = newFlow(provider, { kind: 'link', accountId }, { random, at });
    const authorization = await asked(provider, party.authorization(flow), problem);
    await commit({ writes: [], trail: { ...trail, actor: accountId }, about: { accountId, provider } });
    return { page: linkingPage(stateProviderNames[provider], authorization), cookies: [await flows.keep(flow)] };
  };
