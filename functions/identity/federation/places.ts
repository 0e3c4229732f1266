import type { StateProvider } from '../../../schemas/federation.ts';

/** Where a provider sends people back, and where the person is once its session has ended: registered there, letter for letter. */
export const placesAt = (siteAddress: string, provider: StateProvider) => ({
  callback: `${siteAddress}/api/identity/${provider}/callback`,
  departed: `${siteAddress}/api/identity/${provider}/departed`,
});

/** The person's own account, in the signed-in part of the site. */
export const ACCOUNT_PAGE = '/mon-espace.html';
export const FIRST_VISIT = '/api/identity/franceconnect/first-visit';
export const PASSWORD_ELSEWHERE = '/api/identity/franceconnect/password';
export const startPath = (provider: StateProvider, interaction: string): `/${string}` =>
  `/api/identity/${provider}/start?interaction=${encodeURIComponent(interaction)}`;
export const departurePath = (provider: StateProvider): `/${string}` => `/api/identity/${provider}/departure`;
