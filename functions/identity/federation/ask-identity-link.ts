import type { federation } from '../../../schemas/routes/federation.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import type { Commit } from '../../shared/store/commit.ts';
import type { LinkStore } from '../store/federation/links.ts';
import type { LinkTickets } from './link-tickets.ts';
import { providerOr, type StateProviders } from './state-providers.ts';
import { isFor, OTHER_IDENTITY_ADVICE } from './who-may-link.ts';

export interface AskIdentityLinkDependencies {
  providers: StateProviders;
  links: Pick<LinkStore, 'find'>;
  tickets: LinkTickets;
  commit: Commit;
  clock: Clock;
}

export const askIdentityLink =
  (dependencies: AskIdentityLinkDependencies): UseCase<typeof federation.askIdentityLink> =>
  async ({ params: { provider } }, { caller: { accountId, role }, trail, problem }) => {
    const { providers, links, tickets, commit, clock } = dependencies;
    providerOr(providers, provider, problem);
    if (!isFor(provider, { role })) throw problem('identity-not-for-role');
    if (await links.find(accountId, provider)) throw problem('identity-linked-already', OTHER_IDENTITY_ADVICE);
    await commit({ writes: [], trail, about: { accountId, provider } });
    return { ticket: await tickets.make({ accountId, provider }, clock()) };
  };
