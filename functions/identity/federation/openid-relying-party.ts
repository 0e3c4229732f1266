import * as client from 'openid-client';
import type { StateProvider } from '../../../schemas/federation.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Keyring } from '../../shared/keyring.ts';
import { isEnough } from '../rules/federation/levels.ts';
import { authorizationParameters } from '../rules/federation/request.ts';
import { privateKeys } from './decryption-keys.ts';
import { refusalOf } from './refusals.ts';
import { type Arrival, ArrivalRefused, type RelyingParty } from './relying-party.ts';

export interface RelyingPartySettings {
  provider: StateProvider;
  issuer: string;
  clientId: string;
  /** Our addresses there, letter for letter as they are registered. */
  callback: string;
  departed: string;
  readSecret: () => Promise<string>;
  /** Absent where answers are signed and not encrypted. */
  readKeyring?: () => Promise<Keyring>;
  clock: Clock;
  /** Stands for the network in tests. */
  fetch?: client.CustomFetch;
}

/** A token of another algorithm is refused, whatever it says of itself. */
const ALGORITHMS = { id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256' };
const CONTENT_ENCRYPTION = ['A256GCM'];
/** Seconds of one call. A person waits for up to five of them. */
const ANSWER_WITHIN = 5;
/** A secret that was changed is known within this time, and at once where the one before is refused. */
const KEPT_MILLISECONDS = 10 * 60_000;

const isHere = (issuer: string): boolean => ['127.0.0.1', 'localhost'].includes(new URL(issuer).hostname);

const configure = async (settings: RelyingPartySettings): Promise<client.Configuration> => {
  const { issuer, clientId, readSecret, readKeyring, fetch } = settings;
  const configuration = await client.discovery(new URL(issuer), clientId, ALGORITHMS, client.ClientSecretPost(await readSecret()), {
    timeout: ANSWER_WITHIN,
    execute: [client.enableNonRepudiationChecks, ...(isHere(issuer) ? [client.allowInsecureRequests] : [])],
    ...(fetch && { [client.customFetch]: fetch }),
  });
  if (readKeyring) client.enableDecryptingResponses(configuration, CONTENT_ENCRYPTION, ...(await privateKeys(await readKeyring())));
  return configuration;
};

const isBadSecret = (error: unknown): boolean => error instanceof client.ResponseBodyError && error.error === 'invalid_client';

/** Their metadata and our secret, kept for a while; a failure is not kept. */
const kept = (settings: RelyingPartySettings) => {
  let current: { configuration: Promise<client.Configuration>; until: number } | undefined;
  const read = (): Promise<client.Configuration> => {
    const configuration = configure(settings);
    current = { configuration, until: settings.clock().getTime() + KEPT_MILLISECONDS };
    configuration.catch(() => {
      current = undefined;
    });
    return configuration;
  };
  return {
    get: () => (current && current.until > settings.clock().getTime() ? current.configuration : read()),
    again: read,
  };
};

const exchange = async (configuration: client.Configuration, came: URL, flow: { state: string; nonce: string }) => {
  const tokens = await client.authorizationCodeGrant(configuration, came, {
    expectedState: flow.state,
    expectedNonce: flow.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new ArrivalRefused('not-believed');
  const encrypted = client.getDecryptedResponses(tokens);
  const idToken = encrypted?.id_token?.token_endpoint ?? tokens.id_token ?? '';
  return { claims, idToken, accessToken: tokens.access_token };
};

const meansOf = (amr: unknown): string[] => (Array.isArray(amr) ? amr.filter((one) => typeof one === 'string') : []);

/**
 * Speaks OpenID Connect with one of the State's providers. Everything that comes back is checked before any of it is used: state, issuer, nonce,
 * audience, life time, level, and the signatures of both the token and the user information, which must speak of the same person.
 */
export const openidRelyingParty = (settings: RelyingPartySettings): RelyingParty => {
  const { provider, callback, departed } = settings;
  const configuration = kept(settings);
  const told = async <Told>(ask: () => Promise<Told>): Promise<Told> => {
    try {
      return await ask();
    } catch (error) {
      const refusal = refusalOf(error);
      throw refusal === undefined ? error : new ArrivalRefused(refusal, error);
    }
  };
  const redeem = async (came: URL, flow: { state: string; nonce: string }): Promise<Arrival> => {
    let using = await configuration.get();
    const { claims, idToken, accessToken } = await exchange(using, came, flow).catch(async (error: unknown) => {
      if (!isBadSecret(error)) throw error;
      using = await configuration.again();
      return exchange(using, came, flow);
    });
    if (typeof claims.acr !== 'string' || !isEnough(provider, claims.acr)) throw new ArrivalRefused('not-believed');
    const information = await client.fetchUserInfo(using, accessToken, claims.sub);
    return { subject: claims.sub, level: claims.acr, means: meansOf(claims['amr']), claims: information, idToken };
  };
  return {
    authorization: (flow) =>
      told(async () =>
        client.buildAuthorizationUrl(await configuration.get(), { redirect_uri: callback, ...authorizationParameters(provider, flow) }),
      ),
    redeem: (came, flow) => told(() => redeem(came, flow)),
    departure: (idToken, state) =>
      told(async () =>
        client.buildEndSessionUrl(await configuration.get(), { id_token_hint: idToken, post_logout_redirect_uri: departed, state }),
      ),
  };
};
