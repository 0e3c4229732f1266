import type { AccountId } from '../../../schemas/account.ts';
import type { StateProvider } from '../../../schemas/federation.ts';
import type { Clock } from '../../shared/clock.ts';
import { civilIdentityOf, emailOf, sameIdentity } from '../rules/federation/claims.ts';
import { hasSecondFactor } from '../rules/federation/levels.ts';
import type { TakeProof } from '../sign-in/take-proof.ts';
import type { KnownAccount, KnownAccounts } from '../store/federation/known-accounts.ts';
import type { LinkStore } from '../store/federation/links.ts';
import type { SignInStore } from '../store/sign-ins.ts';
import { keepVisit } from './first-visit.ts';
import { FIRST_VISIT } from './places.ts';
import type { ArrivalContext, Welcome } from './receive-arrival.ts';
import type { Arrival } from './relying-party.ts';
import type { SealedCookies } from './sealed-cookies.ts';
import { EXPIRED_ADVICE } from './state-providers.ts';

export interface SignInArrivalDependencies {
  links: LinkStore;
  accounts: KnownAccounts;
  signIns: Pick<SignInStore, 'find'>;
  takeProof: TakeProof;
  cookies: SealedCookies;
  clock: Clock;
}

export const SUSPENDED_ADVICE =
  'Un administrateur l’a suspendu, ou son titulaire l’a fermé. Écrivez à l’adresse de contact du site pour en connaître la raison.';
const REFUSED_IDENTITY = 'FranceConnect n’a pas transmis une identité complète. Revenez au site et recommencez.';
const STAFF_ADVICE =
  'ProConnect vous a bien reconnu, mais aucun compte d’agent ne vous attend sous cette adresse. Demandez à un administrateur de vous inviter.';

/** By what the person proved who they are, as a sign-in counts proofs; the second stands for two factors. */
export const proofOf = (provider: StateProvider, means: readonly string[]): string =>
  hasSecondFactor(means) ? `${provider}-mfa` : provider;

/**
 * Lets somebody in whom an account knows; leads a citizen whom none knows to the page of a first visit. The cookie of the sign-in does not come this far:
 * it was there when the flow began, and the flow's own cookie says so.
 */
export const signInArrival =
  (dependencies: SignInArrivalDependencies): Welcome<'sign-in'> =>
  async ({ provider, purpose: { interaction }, arrival }, context) => {
    const { links, accounts, signIns, takeProof, cookies, clock } = dependencies;
    const { visitor, trail, problem } = context;
    const signIn = await signIns.find(interaction);
    if (!signIn) throw problem('arrival-expired', EXPIRED_ADVICE);
    const linked = await links.accountOf(provider, arrival.subject);
    if (!linked && provider === 'franceconnect')
      return { to: FIRST_VISIT, cookies: [await keepVisit(cookies, visitOf(arrival, interaction, context), clock())] };
    const account = linked ? await accounts.find(linked) : await invited(dependencies, arrival, context);
    if (account?.status !== 'active') throw problem('account-suspended', SUSPENDED_ADVICE);
    await retell(dependencies, { provider, accountId: account.id, arrival }, context);
    const taken = await takeProof({ signIn, accountId: account.id, proof: proofOf(provider, arrival.means), visitor, trail });
    if (taken === 'other-account')
      throw problem('identity-taken', 'Quelqu’un d’autre est connecté dans ce navigateur : déconnectez-vous d’abord.');
    if (taken === 'gone') throw problem('arrival-expired', EXPIRED_ADVICE);
    return taken;
  };

const visitOf = ({ subject, claims }: Arrival, interaction: string, { problem }: ArrivalContext) => {
  const identity = civilIdentityOf(claims);
  if (!identity) throw problem('arrival-refused', REFUSED_IDENTITY);
  return { subject, identity, email: emailOf(claims), interaction };
};

/**
 * The account that waits for an agent, by the address that they were invited at: their organisation vouches for it through ProConnect. Only the first
 * time; from then on the subject alone counts, whatever becomes of the address.
 */
const invited = async (
  { accounts, links, clock }: SignInArrivalDependencies,
  { subject, claims }: Arrival,
  { trail, problem }: ArrivalContext,
): Promise<KnownAccount> => {
  const email = emailOf(claims);
  const account = email === undefined ? undefined : await accounts.byEmail(email);
  if (!account || account.role === 'citizen') throw problem('staff-unknown', STAFF_ADVICE);
  if (account.status !== 'active') return account;
  const linking = await links.link({ accountId: account.id, provider: 'proconnect', subject }, clock(), trail);
  if (linking === 'linked-already') throw problem('identity-linked-already', STAFF_ADVICE);
  if (linking === 'taken') throw problem('arrival-expired', EXPIRED_ADVICE);
  return account;
};

/** What FranceConnect tells of somebody today holds, in the place of what it told before. */
const retell = async (
  { links, clock }: Pick<SignInArrivalDependencies, 'links' | 'clock'>,
  { provider, accountId, arrival }: { provider: StateProvider; accountId: AccountId; arrival: Arrival },
  { trail }: ArrivalContext,
): Promise<void> => {
  const identity = provider === 'franceconnect' ? civilIdentityOf(arrival.claims) : undefined;
  const link = identity && (await links.find(accountId, provider));
  if (!link || (link.identity && sameIdentity(link.identity, identity))) return;
  await links.retell(link, identity, clock(), trail);
};
