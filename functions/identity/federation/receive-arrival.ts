import { type StateProvider, stateProviderNames } from '../../../schemas/federation.ts';
import type { federation } from '../../../schemas/routes/federation.ts';
import type { Output } from '../../../schemas/routes/route.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Context } from '../../shared/context.ts';
import type { Log } from '../../shared/log.ts';
import { Problem, type WayOut } from '../../shared/problem.ts';
import type { UseCase } from '../../shared/router.ts';
import { type Flow, isOpen } from '../rules/federation/flow.ts';
import { signInPath } from '../sign-in/open-sign-in.ts';
import type { SpendState } from '../store/federation/spent-states.ts';
import type { FlowCookies } from './flow-cookies.ts';
import { departurePath, LINKS_PAGE, placesAt, thereName } from './places.ts';
import { type Arrival, ArrivalRefused, type RelyingParty } from './relying-party.ts';
import type { SealedCookies } from './sealed-cookies.ts';
import { EXPIRED_ADVICE, providerOr, type StateProviders, UNAVAILABLE_ADVICE } from './state-providers.ts';

type ArrivalRoute = typeof federation.receiveArrival;
export type ArrivalContext = Context<ArrivalRoute>;
type Answered = Exclude<Output<ArrivalRoute>, string>;

/** What somebody came back for, all checks passed. */
export type Welcome<Kind extends Flow['purpose']['kind']> = (
  came: { provider: StateProvider; purpose: Extract<Flow['purpose'], { kind: Kind }>; arrival: Arrival },
  context: ArrivalContext,
) => Promise<Answered>;

export interface ReceiveDependencies {
  providers: StateProviders;
  flows: FlowCookies;
  cookies: SealedCookies;
  spend: SpendState;
  signIn: Welcome<'sign-in'>;
  link: Welcome<'link'>;
  open: Welcome<'open'>;
  siteAddress: string;
  clock: Clock;
  log: Log;
}

const REFUSED_ADVICE = 'Rien n’a été enregistré. Revenez au site et recommencez ; si cela se reproduit, signalez-le nous.';
/** Seconds, as long as ProConnect keeps its session; FranceConnect's own is shorter, and then there is nothing left to end. */
const SESSION_THERE = 12 * 3600;

const backFrom = ({ purpose }: Flow): `/${string}` => {
  if (purpose.kind === 'sign-in') return signInPath(purpose.interaction);
  return purpose.kind === 'link' ? LINKS_PAGE : '/';
};

/**
 * A state is spent before the code is looked at: of the same answer sent twice, one is taken, even when the two come at once. Only then is the code
 * exchanged, at once, for it lives thirty seconds.
 */
export const receiveArrival =
  (dependencies: ReceiveDependencies): UseCase<ArrivalRoute> =>
  async ({ params: { provider }, query }, context) => {
    const { providers, flows, cookies, spend, siteAddress, clock } = dependencies;
    const { visitor, problem } = context;
    const party = providerOr(providers, provider, problem);
    const flow = query.state === undefined ? undefined : await flows.read(visitor, query.state);
    if (!flow || !isOpen(flow, provider, clock()) || !(await spend(flow.state, clock()))) throw problem('arrival-expired', EXPIRED_ADVICE);
    const came = new URL(placesAt(siteAddress, provider).callback);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) came.searchParams.set(name, value);
    const done = flows.drop(flow.state);
    const arrival = await redeemed(dependencies, party, { came, flow }, context);
    if (!arrival) return { to: backFrom(flow), cookies: [done] };
    const there = await cookies.set(thereName(provider), arrival.idToken, SESSION_THERE);
    const answer = await welcome(dependencies, { provider, purpose: flow.purpose, arrival }, context).catch((error: unknown) => {
      if (error instanceof Problem) error.wayOut = leavingThere(provider, [done, there]);
      throw error;
    });
    return { ...answer, cookies: [done, there, ...(answer.cookies ?? [])] };
  };

/** The session there goes on, and would bring whoever is not welcome back with the same identity, each time that they try. */
const leavingThere = (provider: StateProvider, cookies: readonly string[]): WayOut => ({
  label: `Me déconnecter de ${stateProviderNames[provider]}`,
  to: departurePath(provider),
  cookies,
});

const welcome = (
  { signIn, link, open }: Pick<ReceiveDependencies, 'signIn' | 'link' | 'open'>,
  { provider, purpose, arrival }: { provider: StateProvider; purpose: Flow['purpose']; arrival: Arrival },
  context: ArrivalContext,
): Promise<Answered> => {
  if (purpose.kind === 'sign-in') return signIn({ provider, purpose, arrival }, context);
  if (purpose.kind === 'link') return link({ provider, purpose, arrival }, context);
  return open({ provider, purpose, arrival }, context);
};

/** Undefined for somebody who gave up. */
const redeemed = async (
  { log }: Pick<ReceiveDependencies, 'log'>,
  party: RelyingParty,
  { came, flow }: { came: URL; flow: Flow },
  { problem }: ArrivalContext,
): Promise<Arrival | undefined> => {
  try {
    return await party.redeem(came, flow);
  } catch (error) {
    if (!(error instanceof ArrivalRefused)) throw error;
    if (error.refusal === 'given-up') return undefined;
    log(error.refusal === 'unavailable' ? 'federation.unavailable' : 'federation.refused', { provider: flow.provider });
    throw error.refusal === 'unavailable'
      ? problem('state-provider-unavailable', UNAVAILABLE_ADVICE)
      : problem('arrival-refused', REFUSED_ADVICE);
  }
};
