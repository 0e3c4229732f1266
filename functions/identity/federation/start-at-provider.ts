import type { federation } from '../../../schemas/routes/federation.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import { newFlow } from '../rules/federation/flow.ts';
import { openSignIn } from '../sign-in/open-sign-in.ts';
import type { SignInStore } from '../store/sign-ins.ts';
import type { FlowCookies } from './flow-cookies.ts';
import { asked, EXPIRED_ADVICE, providerOr, type StateProviders } from './state-providers.ts';

export interface StartDependencies {
  providers: StateProviders;
  flows: FlowCookies;
  signIns: Pick<SignInStore, 'find'>;
  /** Text that nobody can foresee, long enough for both services. */
  random: () => string;
  clock: Clock;
}

/** Writes nothing here: what the browser leaves for goes with the browser, sealed. */
export const startAtProvider =
  ({ providers, flows, signIns, random, clock }: StartDependencies): UseCase<typeof federation.startAtProvider> =>
  async ({ params: { provider, uid } }, { visitor, problem }) => {
    const party = providerOr(providers, provider, problem);
    if (!(await openSignIn(signIns, uid, visitor))) throw problem('arrival-expired', EXPIRED_ADVICE);
    const flow = newFlow(provider, { kind: 'sign-in', interaction: uid }, { random, at: clock() });
    return { to: await asked(provider, party.authorization(flow), problem), cookies: [await flows.keep(flow)] };
  };
