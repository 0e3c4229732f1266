import type { StateProvider } from '../../../schemas/federation.ts';
import type { Visitor } from '../../shared/context.ts';
import { signInPath } from '../sign-in/open-sign-in.ts';
import { cookieName } from './sealed-cookies.ts';

/** Where a provider sends people back, and where the person is once its session has ended: registered there, letter for letter. */
export const placesAt = (siteAddress: string, provider: StateProvider) => ({
  callback: `${siteAddress}/api/identity/${provider}/callback`,
  departed: `${siteAddress}/api/identity/${provider}/departed`,
});

/** The person's own account, in the signed-in part of the site. */
export const ACCOUNT_PAGE = '/mon-espace.html';
/** Where people link their account, and undo it. */
export const LINKS_PAGE = '/mon-espace.html#/compte/connexion';
export const FIRST_VISIT = '/api/identity/franceconnect/first-visit';
export const PASSWORD_ELSEWHERE = '/api/identity/franceconnect/password';
export const startPath = (provider: StateProvider, interaction: string): `/${string}` => signInPath(interaction, `with/${provider}`);
export const departurePath = (provider: StateProvider): `/${string}` => `/api/identity/${provider}/departure`;

/** Names the cookie with which the session at a provider can be ended. */
export const thereName = (provider: StateProvider): string => `at-${provider}`;

/** Whether this browser came in by that provider, as far as the browser says. */
export const isThere = (siteAddress: string, cookies: Pick<Visitor['cookies'], 'has'>, provider: StateProvider): boolean =>
  cookies.has(cookieName(siteAddress, thereName(provider)));
