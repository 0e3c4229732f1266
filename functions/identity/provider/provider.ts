import { timingSafeEqual } from 'node:crypto';
import Provider from 'oidc-provider';
import { errorFields, log } from '../../shared/log.ts';
import { hashSecret } from '../client-secret.ts';
import { type ProviderParts, providerConfiguration } from './configuration.ts';

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The OpenID Provider of a site, whose address is the one thing that decides for whom it speaks. */
export const openIdProvider = (issuer: string, parts: ProviderParts): Provider => {
  const provider = new Provider(issuer, providerConfiguration(parts));
  provider.proxy = true;
  /** What is kept of a secret is its hash. */
  provider.Client.prototype.compareClientSecret = function (this: { clientSecret?: string }, actual: string) {
    return isSame(this.clientSecret ?? '', hashSecret(actual));
  };
  provider.on('server_error', (_ctx, error) => log('request.failed', errorFields(error)));
  return provider;
};
