import { createHmac, type KeyObject } from 'node:crypto';
import {
  type AdapterFactory,
  type Client,
  type Configuration,
  type ExternalSigningKey,
  errors,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { SITE_CLIENT } from '../../../schemas/client.ts';
import { StateProvider } from '../../../schemas/federation.ts';
import { API_SCOPE } from '../../../schemas/token.ts';
import { pagePolicy } from '../../shared/page-policy.ts';
import { isThere } from '../federation/places.ts';
import { askToSignOut, brokenRequestPage } from '../pages/provider-pages.ts';
import { SIGN_IN_COOKIE, signInPath } from '../sign-in/open-sign-in.ts';
import { SERVICE_SCOPE, siteClient } from './clients.ts';
import { type AgreedScopes, grantFor } from './grants.ts';
import type { FindPerson } from './person.ts';
import { ACCESS_SECONDS, type ApiCaller, accessClaims, resourceServerFor } from './tokens.ts';

export interface ProviderParts {
  siteAddress: string;
  /** Whom access tokens are for. */
  audience: string;
  adapter: AdapterFactory;
  signingKeys: ExternalSigningKey[];
  /** Sign cookies; the first makes new ones. */
  cookieKeys: string[];
  /** Makes the identifiers by which partners know people: never to be changed. */
  pairwiseKey: KeyObject;
  findPerson: FindPerson;
  agreedScopes: AgreedScopes;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const html = (ctx: KoaContextWithOIDC, page: string): void => {
  ctx.type = 'html';
  ctx.body = page;
};

const cookie = (path: string) => ({ signed: true, httpOnly: true, sameSite: 'lax', path }) as const;

/** What our provider does and does not: code flow with PKCE, nothing that was not asked for, no registration by strangers. */
export const providerConfiguration = (parts: ProviderParts): Configuration => ({
  adapter: parts.adapter,
  jwks: { keys: parts.signingKeys },
  clients: [siteClient(parts.siteAddress)],
  cookies: {
    keys: parts.cookieKeys,
    names: { session: 'parvis_session', interaction: SIGN_IN_COOKIE, resume: 'parvis_resume' },
    long: cookie('/api/identity'),
    short: { signed: true, httpOnly: true, sameSite: 'lax' },
  },
  allowOmittingSingleRegisteredRedirectUri: false,
  responseTypes: ['code'],
  subjectTypes: ['public', 'pairwise'],
  pairwiseIdentifier: async (_ctx, accountId, client) =>
    createHmac('sha256', parts.pairwiseKey).update(`${client.clientId} ${accountId}`).digest('hex'),
  scopes: ['openid', 'email', API_SCOPE, SERVICE_SCOPE],
  claims: { openid: ['sub', 'acr', 'amr', 'auth_time'], email: ['email', 'email_verified'] },
  clientAuthMethods: ['none', 'client_secret_basic', 'private_key_jwt'],
  clientDefaults: { id_token_signed_response_alg: 'ES256', grant_types: ['authorization_code'], response_types: ['code'] },
  enabledJWA: {
    idTokenSigningAlgValues: ['ES256'],
    userinfoSigningAlgValues: ['ES256'],
    clientAuthSigningAlgValues: ['ES256', 'RS256', 'PS256'],
  },
  clientBasedCORS: (_ctx, origin) => origin === new URL(parts.siteAddress).origin,
  pkce: { required: () => true },
  /** A second factor, or a fresh sign-in, is asked by `max_age` and by the route that wants it; no client chooses how. */
  acrValues: ['urn:parvis:acr:1', 'urn:parvis:acr:2'],
  findAccount: async (_ctx, sub) => {
    const person = await parts.findPerson(sub);
    return (
      person && {
        accountId: person.id,
        person,
        claims: async () => ({ sub: person.id, email: person.email, email_verified: true }),
      }
    );
  },
  extraTokenClaims: accessClaims,
  loadExistingGrant: grantFor(apiOf(parts), parts.agreedScopes),
  issueRefreshToken: async (_ctx, client) => client.clientId === SITE_CLIENT.id,
  expiresWithSession: async () => true,
  rotateRefreshToken: true,
  ttl: {
    AccessToken: ACCESS_SECONDS,
    ClientCredentials: ACCESS_SECONDS,
    AuthorizationCode: MINUTE,
    IdToken: ACCESS_SECONDS,
    Interaction: HOUR,
    Session: 12 * HOUR,
    RefreshToken: 12 * HOUR,
    Grant: 12 * HOUR,
  },
  interactions: { url: (_ctx, { uid }) => signInPath(uid) },
  renderError: async (ctx, { error }) => html(ctx, brokenRequestPage(error)),
  routes: {
    authorization: '/auth',
    token: '/token',
    userinfo: '/me',
    jwks: '/jwks',
    end_session: '/session/end',
    revocation: '/token/revocation',
  },
  features: {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    externalSigningSupport: { enabled: true, ack: 'experimental-01' },
    jwtUserinfo: { enabled: true },
    claimsParameter: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: false },
    revocation: { enabled: true, allowedPolicy: ownTokens },
    resourceIndicators: {
      enabled: true,
      defaultResource: async (_ctx, client) => (usesTheApi(client) ? apiOf(parts) : []),
      useGrantedResource: async () => true,
      getResourceServerInfo: async (_ctx, resource, client) => {
        if (resource !== apiOf(parts)) throw new errors.InvalidTarget();
        return resourceServerFor(parts.audience, client);
      },
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: async (ctx, form) => signOutQuestion(ctx, form, parts.siteAddress),
      postLogoutSuccessSource: async (ctx) => ctx.redirect(SITE_CLIENT.signedOutTo),
    },
  },
});

/** The form may lead to the service that asks, which browsers have to be told of; who would go there at once is asked here whether to leave FranceConnect or ProConnect too. */
const signOutQuestion = (ctx: KoaContextWithOIDC, form: string, siteAddress: string): void => {
  const back = ctx.oidc.params?.['post_logout_redirect_uri'];
  const cookies = { has: (name: string) => ctx.cookies.get(name, { signed: false }) !== undefined };
  const leaves = typeof back === 'string' && !back.startsWith(`${siteAddress}/`);
  if (leaves) ctx.set('content-security-policy', pagePolicy({ formsLeadTo: [back] }));
  html(ctx, askToSignOut(form, leaves ? StateProvider.options.filter((provider) => isThere(siteAddress, cookies, provider)) : []));
};

/** RFC 7009: a client revokes what was given to it, and is told when it was given to another. */
const ownTokens = async (_ctx: KoaContextWithOIDC, client: Client, token: { clientId?: string | undefined }): Promise<boolean> => {
  if (token.clientId !== client.clientId) throw new errors.UnauthorizedClient('the token was given to another client');
  return true;
};

/** The API by the address that names it among resources (RFC 8707). */
const apiOf = ({ siteAddress }: ProviderParts): string => `${siteAddress}/api`;

const usesTheApi = ({ clientId, grantTypes = [] }: ApiCaller): boolean =>
  clientId === SITE_CLIENT.id || grantTypes.includes('client_credentials');
