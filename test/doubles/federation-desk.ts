import { randomUUID } from 'node:crypto';
import { flowCookies } from '../../functions/identity/federation/flow-cookies.ts';
import { linkArrival } from '../../functions/identity/federation/link-arrival.ts';
import { linkTickets, ticketKeyring } from '../../functions/identity/federation/link-tickets.ts';
import { openArrival } from '../../functions/identity/federation/open-arrival.ts';
import { type ArrivalContext, receiveArrival } from '../../functions/identity/federation/receive-arrival.ts';
import { type Arrival, ArrivalRefused, type Refusal, type RelyingParty } from '../../functions/identity/federation/relying-party.ts';
import { cookieKeyring, sealedCookies } from '../../functions/identity/federation/sealed-cookies.ts';
import { signInArrival } from '../../functions/identity/federation/sign-in-arrival.ts';
import { startAtProvider } from '../../functions/identity/federation/start-at-provider.ts';
import { SIGN_IN_COOKIE } from '../../functions/identity/sign-in/open-sign-in.ts';
import type { Proven } from '../../functions/identity/sign-in/take-proof.ts';
import type { KnownAccount } from '../../functions/identity/store/federation/known-accounts.ts';
import type { SignIn } from '../../functions/identity/store/sign-ins.ts';
import { Problem } from '../../functions/shared/problem.ts';
import { AccountId, type Role } from '../../schemas/account.ts';
import type { StateProvider } from '../../schemas/federation.ts';
import { aVisitor } from './context.ts';
import { identityLinksInMemory } from './identity-links-in-memory.ts';
import { openingsInMemory } from './openings-in-memory.ts';

const SITE = 'https://parvis.exemple.fr';
const SECRET = JSON.stringify({ k1: 'the text of a secret that is long enough for all of them' });

/** What FranceConnect tells of somebody, as it tells it. */
export const camille = {
  given_name: 'Camille Louise',
  given_name_array: ['Camille', 'Louise'],
  family_name: 'MARTIN',
  birthdate: '1986-08-24',
  gender: 'female',
  birthplace: '75112',
  birthcountry: '99100',
  email: 'camille.martin@exemple.fr',
};

const arrivalOf = (arrival: Partial<Arrival>): Arrival => ({
  subject: 'subject-of-camille',
  level: 'eidas1',
  means: [],
  claims: camille,
  idToken: 'a.signed.token',
  ...arrival,
});

/** All that stands around the desk where people come back to, with providers that answer as a test says. */
export const federationDesk = (withPassword: (accountId: AccountId) => boolean = () => true) => {
  let now = new Date('2026-11-22T08:00:00.000Z');
  let answer: Partial<Arrival> | Refusal = {};
  const clock = () => now;
  const random = () => randomUUID() + randomUUID();
  const accounts = new Map<AccountId, KnownAccount>();
  const links = identityLinksInMemory(withPassword);
  const openings = openingsInMemory(links, (email) => [...accounts.values()].some((one) => one.email === email));
  const proven: Proven[] = [];
  const spent = new Set<string>();
  const logged: string[] = [];
  const signIn: SignIn = {
    uid: 'interaction-of-this-browser',
    prompt: 'login',
    clientId: 'site',
    clientAddress: `${SITE}/retour`,
    scopes: ['openid'],
    returnTo: `${SITE}/api/identity/auth/interaction-of-this-browser`,
    settled: {},
  };
  const party: RelyingParty = {
    authorization: async ({ state, nonce }) => new URL(`https://fournisseur.exemple.fr/authorize?state=${state}&nonce=${nonce}`),
    async redeem() {
      if (typeof answer === 'string') throw new ArrivalRefused(answer);
      return arrivalOf(answer);
    },
    departure: async (idToken, state) => new URL(`https://fournisseur.exemple.fr/session/end?id_token_hint=${idToken}&state=${state}`),
  };
  const cookies = sealedCookies(async () => cookieKeyring(SECRET), SITE);
  const flows = flowCookies(cookies);
  const tickets = linkTickets(async () => ticketKeyring(SECRET));
  const providers = { franceconnect: party, proconnect: party };
  const signIns = { find: async (uid: string) => (uid === signIn.uid ? signIn : undefined) };
  const known = {
    find: async (accountId: AccountId) => accounts.get(accountId),
    byEmail: async (email: string) => [...accounts.values()].find((one) => one.email === email),
  };
  const receive = receiveArrival({
    providers,
    flows,
    cookies,
    spend: async (state) => !spent.has(state) && spent.add(state) !== undefined,
    signIn: signInArrival({
      links,
      accounts: known,
      signIns,
      cookies,
      clock,
      takeProof: async (one) => {
        proven.push(one);
        return { to: new URL(one.signIn.returnTo) };
      },
    }),
    link: linkArrival({ links, accounts: known, clock }),
    open: openArrival({ openings, newId: randomUUID, clock }),
    siteAddress: SITE,
    clock,
    log: (code) => void logged.push(code),
  });
  const problem = (kind: Problem['kind'], detail?: string) => new Problem(kind, detail);
  return {
    signIn,
    accounts: known,
    links,
    openings,
    proven,
    logged,
    cookies,
    flows,
    tickets,
    providers,
    clock,
    random,
    problem,
    tomorrow: () => {
      now = new Date(now.getTime() + 24 * 3_600_000);
    },
    /** What the provider answers next. */
    says: (next: Partial<Arrival> | Refusal) => {
      answer = next;
    },
    open(role: Role = 'citizen', email = 'camille.martin@exemple.fr', status: KnownAccount['status'] = 'active'): KnownAccount {
      const account = { id: AccountId.parse(randomUUID()), email, role, status };
      accounts.set(account.id, account);
      return account;
    },
    start: startAtProvider({ providers, flows, signIns, random, clock }),
    receive: (provider: StateProvider, query: Record<string, string>, browser: Record<string, string>) => {
      const trail = { actor: 'public', action: 'identity.arrived', correlationId: 'test' } as const;
      const context: ArrivalContext = { caller: undefined, trail, problem, visitor: aVisitor(browser) };
      return receive({ params: { provider }, query }, context);
    },
    /** The cookies of the browser in which the sign-in began. */
    browser: (): Record<string, string> => ({ [SIGN_IN_COOKIE]: signIn.uid }),
  };
};

/** What a browser keeps of an answer. */
export const keep = (browser: Record<string, string>, answer: { cookies?: readonly string[] } | string): Record<string, string> => {
  if (typeof answer === 'string') return browser;
  const kept = { ...browser };
  for (const line of answer.cookies ?? []) {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
    if (line.includes('Max-Age=0')) delete kept[name];
    else kept[name] = value;
  }
  return kept;
};
