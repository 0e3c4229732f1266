import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClientMetadata, type Configuration, type JWK, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { type LocalPage, pageHeaders, pageText, raw } from '../page.ts';
import { logoutPage, troublePage } from './choice-page.ts';
import { keptInMemory } from './kept-in-memory.ts';
import type { LookAlike, LookAlikeSurroundings } from './look-alike.ts';

/** Under the prefix of the look-alike, as both State services have it. */
export const ISSUER_PATH = '/api/v2';

/** One signing key for all the runs of a data folder, so that a session of before can still be ended. */
const signingKey = (file: string): JWK => {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  const jwk = createPrivateKey(readFileSync(file)).export({ format: 'jwk' });
  return { ...jwk, alg: 'ES256', use: 'sig' };
};

const clientOf = ({ client, settings }: LookAlike, address: string, secret: string): ClientMetadata => ({
  client_id: client.id,
  client_secret: secret,
  redirect_uris: [`${address}${client.callback}`],
  post_logout_redirect_uris: [`${address}${client.departed}`],
  grant_types: ['authorization_code'],
  response_types: ['code'],
  subject_type: 'pairwise',
  token_endpoint_auth_method: 'client_secret_post',
  id_token_signed_response_alg: 'ES256',
  userinfo_signed_response_alg: 'ES256',
  ...(settings.encrypts && {
    jwks_uri: `${address}${client.encryptionKeys}`,
    id_token_encrypted_response_alg: 'ECDH-ES',
    id_token_encrypted_response_enc: 'A256GCM',
    userinfo_encrypted_response_alg: 'ECDH-ES',
    userinfo_encrypted_response_enc: 'A256GCM',
  }),
});

const show = (ctx: KoaContextWithOIDC, page: LocalPage): void => {
  ctx.set(pageHeaders);
  ctx.body = pageText(page);
};

/** What was asked for is granted: the choice of a person on the page says yes to all of it. */
const grantAll: NonNullable<Configuration['loadExistingGrant']> = async ({ oidc }) => {
  const { client, session } = oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope([...oidc.requestParamScopes].join(' '));
  grant.addOIDCClaims([...oidc.requestParamClaims]);
  await grant.save();
  return grant;
};

/** An OpenID provider that answers as the State's would. It never runs but beside the local system, and no bundle can reach it. */
export const lookAlikeProvider = async (lookAlike: LookAlike, surroundings: LookAlikeSurroundings): Promise<Provider> => {
  const { prefix, people, settings } = lookAlike;
  const { address, dataDir, clientSecret, report } = surroundings;
  const { pairwise, encrypts, ...limits } = settings;
  const provider = new Provider(`${address}${prefix}${ISSUER_PATH}`, {
    ...limits,
    adapter: keptInMemory(),
    clients: [clientOf(lookAlike, address, await clientSecret())],
    jwks: { keys: [signingKey(join(dataDir, `${prefix.slice(1)}-key.pem`))] },
    cookies: {
      keys: [`look-alike ${prefix}`],
      names: { session: `sosie${prefix.replace('/', '-')}`, interaction: 'sosie-choix', resume: 'sosie-suite' },
    },
    routes: {
      authorization: '/authorize',
      token: '/token',
      userinfo: '/userinfo',
      jwks: '/jwks',
      end_session: '/session/end',
      revocation: '/token/revocation',
    },
    scopes: ['openid'],
    responseTypes: ['code'],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, accountId, client) => pairwise(client.clientId, accountId),
    pkce: { required: () => false },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      encryption: { enabled: encrypts },
      jwtUserinfo: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => show(ctx, { title: 'Déconnexion', main: logoutPage(lookAlike, raw(form)) }),
        postLogoutSuccessSource: (ctx) => show(ctx, { title: 'Déconnexion', main: troublePage(lookAlike, 'Vous êtes déconnecté.') }),
      },
    },
    interactions: { url: (_ctx, { uid }) => `${prefix}/choix/${uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.find((person) => person.id === id)?.claims }) }),
    loadExistingGrant: grantAll,
    renderError: (ctx, { error, error_description }) =>
      show(ctx, { title: 'Erreur', main: troublePage(lookAlike, error_description ?? error) }),
    /** Without the library's dispatcher, which refuses addresses of this machine: ours are nowhere else. */
    fetch: (resource, options) => fetch(resource, { headers: options?.headers ?? {}, signal: options?.signal ?? null }),
  });
  provider.on('server_error', (_ctx, error) => report(`${lookAlike.name}: ${error.message}`));
  return provider;
};
