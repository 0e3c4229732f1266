import { randomBytes } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { federation } from '../../../schemas/routes/federation.ts';
import { dynamo, withoutCallLog } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import type { Keyring } from '../../shared/keyring.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { keyringReader } from '../../shared/store/keyring.ts';
import { flowCookies } from '../federation/flow-cookies.ts';
import { cookieKeyring, sealedCookies } from '../federation/sealed-cookies.ts';
import { startAtProvider } from '../federation/start-at-provider.ts';
import { signInStore } from '../store/sign-ins.ts';
import { stateProviders } from './state-providers.ts';

const RANDOM_BYTES = 32;

/** Many go to a provider; what receives those who come back, opens an account so, links one or leaves, is loaded for them. */
export const wireFederation = () => {
  const environment = readEnvironment('identity-federation');
  const client = dynamo();
  const secrets = withoutCallLog(new SecretsManagerClient({}));
  const keysFor = (keyring: (secret: string) => Keyring) =>
    keyringReader({ client: secrets, secretId: environment.IDENTITY_KEYS_SECRET, keyring, clock });
  const cookies = sealedCookies(keysFor(cookieKeyring), environment.SITE_ADDRESS);
  const flows = flowCookies(cookies);
  const providers = stateProviders(environment, { secrets, keysFor, clock });
  const signIns = signInStore(client, environment.OIDC_TABLE, clock);
  const random = () => randomBytes(RANDOM_BYTES).toString('base64url');
  const { receiveArrival, showFirstVisit, openWithFranceConnect, showOpening } = federation;
  const { leaveProvider, showDeparted, showPasswordElsewhere, readEncryptionKeys } = federation;
  const { listIdentityLinks, askIdentityLink, goAndLink, removeIdentityLink } = federation;
  return api({
    routes: federation,
    useCases: {
      startAtProvider: startAtProvider({ providers, flows, signIns, random, clock }),
      ...onFirstCall({ receiveArrival, showFirstVisit, openWithFranceConnect, showOpening }, async () => {
        const { arrivalUseCases } = await import('./arrival-routes.ts');
        return arrivalUseCases({ client, environment, keysFor, providers, flows, cookies, signIns, random });
      }),
      ...onFirstCall({ listIdentityLinks, askIdentityLink, goAndLink, removeIdentityLink }, async () => {
        const { identityLinkUseCases } = await import('./identity-link-routes.ts');
        return identityLinkUseCases({ client, environment, keysFor, providers, flows, random });
      }),
      ...onFirstCall({ leaveProvider, showDeparted, showPasswordElsewhere, readEncryptionKeys }, async () => {
        const { publicPageUseCases } = await import('./public-page-routes.ts');
        return publicPageUseCases({ providers, cookies, random, keysFor });
      }),
    },
    ...gatekeepers(client, environment),
    siteAddress: environment.SITE_ADDRESS,
  });
};
