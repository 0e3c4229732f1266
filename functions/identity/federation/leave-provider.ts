import * as z from 'zod/mini';
import { stateProviderNames } from '../../../schemas/federation.ts';
import type { federation } from '../../../schemas/routes/federation.ts';
import type { UseCase } from '../../shared/router.ts';
import type { OnwardCookie } from './onward.ts';
import { departedPage } from './pages/departed.ts';
import { thereName } from './places.ts';
import type { SealedCookies } from './sealed-cookies.ts';
import { asked, providerOr, type StateProviders } from './state-providers.ts';

export interface LeaveProviderDependencies {
  providers: StateProviders;
  cookies: SealedCookies;
  onward: Pick<OnwardCookie, 'read'>;
  random: () => string;
}

/** Ends the session at the provider with the token that began it, which only this browser has. Asked again there is nothing to end, and it says so. */
export const leaveProvider =
  ({ providers, cookies, onward, random }: LeaveProviderDependencies): UseCase<typeof federation.leaveProvider> =>
  async ({ params: { provider } }, { visitor, problem }) => {
    const party = providerOr(providers, provider, problem);
    const idToken = await cookies.read(visitor, thereName(provider), z.string());
    if (idToken === undefined) return departedPage(stateProviderNames[provider], await onward.read(visitor));
    return { to: await asked(provider, party.departure(idToken, random()), problem), cookies: [cookies.drop(thereName(provider))] };
  };

/** Where the provider sends people once they are gone. */
export const showDeparted =
  ({ onward }: Pick<LeaveProviderDependencies, 'onward'>): UseCase<typeof federation.showDeparted> =>
  async ({ params: { provider } }, { visitor }) =>
    departedPage(stateProviderNames[provider], await onward.read(visitor));
