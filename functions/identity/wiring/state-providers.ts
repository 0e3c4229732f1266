import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Environment } from '../../../schemas/environment.ts';
import type { StateProvider } from '../../../schemas/federation.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Keyring } from '../../shared/keyring.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';
import { placesAt } from '../federation/places.ts';
import type { RelyingParty } from '../federation/relying-party.ts';
import type { StateProviders } from '../federation/state-providers.ts';
import { offeredProviders } from './offered-providers.ts';

export interface StateProviderClients {
  secrets: SecretsManagerClient;
  keysFor: (keyring: (secret: string) => Keyring) => ReadKeyring;
  clock: Clock;
}

type FederationEnvironment = Environment<'identity-federation'>;

const settingsOf = (environment: FederationEnvironment) =>
  ({
    franceconnect: {
      issuer: environment.FRANCECONNECT_ISSUER,
      clientId: environment.FRANCECONNECT_CLIENT_ID,
      secretId: environment.FRANCECONNECT_SECRET,
    },
    proconnect: {
      issuer: environment.PROCONNECT_ISSUER,
      clientId: environment.PROCONNECT_CLIENT_ID,
      secretId: environment.PROCONNECT_SECRET,
    },
  }) satisfies Record<StateProvider, { issuer: string; clientId: string; secretId: string }>;

/** Stands for a party whose library is read when somebody first goes there: pages that speak with nobody start without it. */
const onFirstUse = (load: () => Promise<RelyingParty>): RelyingParty => {
  let loading: Promise<RelyingParty> | undefined;
  const party = () => (loading ??= load());
  return {
    authorization: async (flow) => (await party()).authorization(flow),
    redeem: async (came, flow) => (await party()).redeem(came, flow),
    departure: async (idToken, state) => (await party()).departure(idToken, state),
  };
};

/** The providers that this place has an issuer of. */
export const stateProviders = (environment: FederationEnvironment, clients: StateProviderClients): StateProviders => {
  const { secrets, keysFor, clock } = clients;
  const partyOf = (provider: StateProvider): RelyingParty => {
    const { issuer, clientId, secretId } = settingsOf(environment)[provider];
    return onFirstUse(async () => {
      const { openidRelyingParty } = await import('../federation/openid-relying-party.ts');
      const { decryptionKeyring } = await import('../federation/decryption-keys.ts');
      const readKeyring = keysFor(decryptionKeyring);
      return openidRelyingParty({
        provider,
        issuer,
        clientId,
        ...placesAt(environment.SITE_ADDRESS, provider),
        readSecret: async () => (await secrets.send(new GetSecretValueCommand({ SecretId: secretId }))).SecretString ?? '',
        ...(provider === 'franceconnect' && { readKeyring }),
        clock,
      });
    });
  };
  return Object.fromEntries(offeredProviders(environment).map((provider) => [provider, partyOf(provider)]));
};
