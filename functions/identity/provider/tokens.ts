import {
  type AccessToken,
  type ClientCredentials,
  errors,
  type KoaContextWithOIDC,
  type ResourceServer,
  type UnknownObject,
} from 'oidc-provider';
import { SITE_CLIENT } from '../../../schemas/client.ts';
import { API_SCOPE } from '../../../schemas/token.ts';
import { SERVICE_SCOPE } from './clients.ts';
import type { KnownPerson } from './person.ts';

export const ACCESS_SECONDS = 5 * 60;

export interface ApiCaller {
  clientId: string;
  grantTypes?: readonly string[] | undefined;
}

/** The API as the one thing that access tokens are for; the site's people reach it, and programs of administrations with a scope of their own. */
export const resourceServerFor = (audience: string, { clientId, grantTypes = [] }: ApiCaller): ResourceServer => {
  const scope = clientId === SITE_CLIENT.id ? API_SCOPE : grantTypes.includes('client_credentials') ? SERVICE_SCOPE : undefined;
  if (scope === undefined) throw new errors.InvalidTarget();
  return { scope, audience, accessTokenTTL: ACCESS_SECONDS, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } };
};

/**
 * Role, service, how sure we are of the person and in which session (`sid`), in the token that the API reads: as they were read for this very request,
 * so that a change of role waits five minutes at most.
 */
export const accessClaims = async (ctx: KoaContextWithOIDC, token: AccessToken | ClientCredentials): Promise<UnknownObject | undefined> => {
  if (token.kind !== 'AccessToken' || token.clientId !== SITE_CLIENT.id) return undefined;
  const { account, entities } = ctx.oidc;
  const person = account?.['person'] as KnownPerson | undefined;
  if (person?.id !== token.accountId) throw new errors.InvalidGrant('grant request is invalid');
  const { acr, amr, authTime } = entities.AuthorizationCode ?? entities.RefreshToken ?? {};
  return { role: person.role, ...(person.service && { service: person.service }), acr, amr, auth_time: authTime, sid: token.sessionUid };
};
