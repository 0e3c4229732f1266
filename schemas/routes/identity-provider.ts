import * as z from 'zod/mini';
import { defineRoute } from './route.ts';

const endpoint = { access: 'public', status: 200, protocol: 'openid-connect', problems: [] } as const;
const uid = z.string().check(z.regex(/^[\w-]{16,64}$/));

/** One route for each endpoint of the OpenID Provider, and no other: what it could do beside is not reached. */
export const identityProvider = {
  discoverProvider: defineRoute({
    ...endpoint,
    method: 'GET',
    path: '/identity/.well-known/openid-configuration',
    summary: 'Description du fournisseur d’identité (OpenID Connect Discovery)',
  }),
  readProviderKeys: defineRoute({
    ...endpoint,
    method: 'GET',
    path: '/identity/jwks',
    summary: 'Clés publiques du fournisseur d’identité',
  }),
  authorize: defineRoute({
    ...endpoint,
    method: 'GET',
    path: '/identity/auth',
    summary: 'Demander la connexion d’une personne (authorization code, PKCE)',
  }),
  resumeAuthorization: defineRoute({
    ...endpoint,
    method: 'GET',
    path: '/identity/auth/{uid}',
    summary: 'Reprendre une demande de connexion après les pages de connexion',
    params: z.object({ uid }),
  }),
  giveToken: defineRoute({
    ...endpoint,
    method: 'POST',
    path: '/identity/token',
    summary: 'Obtenir ou renouveler des jetons',
    audit: 'token.given',
  }),
  revokeToken: defineRoute({
    ...endpoint,
    method: 'POST',
    path: '/identity/token/revocation',
    summary: 'Révoquer un jeton (RFC 7009)',
    audit: 'token.revoked',
  }),
  readUserInfo: defineRoute({
    ...endpoint,
    method: 'GET',
    path: '/identity/me',
    summary: 'Lire ce que la personne a accepté de faire connaître, signé',
  }),
  readUserInfoByPost: defineRoute({
    ...endpoint,
    method: 'POST',
    path: '/identity/me',
    summary: 'Lire ce que la personne a accepté de faire connaître, le jeton dans un formulaire',
    onlyReads: true,
  }),
  askToSignOut: defineRoute({
    ...endpoint,
    method: 'GET',
    path: '/identity/session/end',
    summary: 'Demander la déconnexion (RP-initiated logout)',
  }),
  signOutByForm: defineRoute({
    ...endpoint,
    method: 'POST',
    path: '/identity/session/end',
    summary: 'Se déconnecter, d’un formulaire du site',
    audit: 'session.signed-out',
  }),
  confirmSignOut: defineRoute({
    ...endpoint,
    method: 'POST',
    path: '/identity/session/end/confirm',
    summary: 'Confirmer la déconnexion',
    audit: 'session.sign-out-confirmed',
  }),
  endSignOut: defineRoute({
    ...endpoint,
    method: 'GET',
    path: '/identity/session/end/success',
    summary: 'Fin de la déconnexion d’un service sans adresse de retour',
  }),
};
