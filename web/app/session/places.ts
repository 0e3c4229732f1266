/** The page of the signed-in site; what it shows is behind the `#`, which no server ever sees. */
export const SPACE_PAGE = '/mon-espace.html';

export const issuerOf = (origin: string): string => `${origin}/api/identity`;

/** How oidc-client-ts names a session that it keeps. */
export const isSessionKey = (key: string): boolean => key.startsWith('oidc.user:') || key.startsWith('user:');

/** A path of this site, and never an address that only looks like one. */
export const isOwnPlace = (place: string): boolean => /^\/(?![/\\])/.test(place);
