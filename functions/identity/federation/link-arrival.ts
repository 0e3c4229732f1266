import { stateProviderNames } from '../../../schemas/federation.ts';
import type { Clock } from '../../shared/clock.ts';
import { civilIdentityOf } from '../rules/federation/claims.ts';
import type { KnownAccounts } from '../store/federation/known-accounts.ts';
import type { LinkStore } from '../store/federation/links.ts';
import { linkedPage } from './pages/linked.ts';
import type { Welcome } from './receive-arrival.ts';
import { SUSPENDED_ADVICE } from './sign-in-arrival.ts';
import { isFor, OTHER_IDENTITY_ADVICE, TAKEN_ADVICE } from './who-may-link.ts';

export interface LinkArrivalDependencies {
  links: Pick<LinkStore, 'link' | 'find'>;
  accounts: Pick<KnownAccounts, 'find'>;
  clock: Clock;
}

/** Ties the account that asked, a moment ago and in this browser, to who came back. Asked again with the same identity it is already done. */
export const linkArrival =
  ({ links, accounts, clock }: LinkArrivalDependencies): Welcome<'link'> =>
  async ({ provider, purpose: { accountId }, arrival: { subject, claims } }, { trail, problem }) => {
    const account = await accounts.find(accountId);
    if (account?.status !== 'active') throw problem('account-suspended', SUSPENDED_ADVICE);
    if (!isFor(provider, account)) throw problem('identity-not-for-role');
    const identity = provider === 'franceconnect' ? civilIdentityOf(claims) : undefined;
    if (provider === 'franceconnect' && !identity)
      throw problem('arrival-refused', 'FranceConnect n’a pas transmis une identité complète. Recommencez depuis votre compte.');
    const linking = await links.link({ accountId, provider, subject, identity }, clock(), trail);
    const known = linking === 'linked' ? undefined : await links.find(accountId, provider);
    if (linking !== 'linked' && known?.subject !== subject)
      throw linking === 'taken' ? problem('identity-taken', TAKEN_ADVICE) : problem('identity-linked-already', OTHER_IDENTITY_ADVICE);
    return { page: linkedPage(stateProviderNames[provider], identity) };
  };
