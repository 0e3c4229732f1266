import { timingSafeEqual } from 'node:crypto';
import Provider, { type KoaContextWithOIDC } from 'oidc-provider';
import { errorFields, log } from '../../shared/log.ts';
import { hashSecret } from '../client-secret.ts';
import { type ProviderParts, providerConfiguration } from './configuration.ts';

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** RFC 6749 has a word of its own for a client that asks for tokens in a way that is not its own; the library only finds the request not right. */
const tellForeignGrants = async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
  await next();
  if (ctx.oidc?.route !== 'token' || ctx.status !== 400) return;
  const { client, params } = ctx.oidc;
  const asked = params?.['grant_type'];
  if (!client || typeof asked !== 'string' || client.grantTypeAllowed(asked)) return;
  const { error, error_description } = ctx.body as Record<string, string>;
  if (error === 'invalid_request') ctx.body = { error: 'unauthorized_client', error_description };
};

/** The OpenID Provider of a site, whose address is the one thing that decides for whom it speaks. */
export const openIdProvider = (issuer: string, parts: ProviderParts): Provider => {
  const provider = new Provider(issuer, providerConfiguration(parts));
  provider.proxy = true;
  /** What is kept of a secret is its hash. */
  provider.Client.prototype.compareClientSecret = function (this: { clientSecret?: string }, actual: string) {
    return isSame(this.clientSecret ?? '', hashSecret(actual));
  };
  provider.use(tellForeignGrants);
  provider.on('server_error', (_ctx, error) => log('request.failed', errorFields(error)));
  return provider;
};
