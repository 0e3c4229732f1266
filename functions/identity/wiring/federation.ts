import { randomBytes } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { federation } from '../../../schemas/routes/federation.ts';
import { commitTo, dynamo, withoutCallLog } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import type { Keyring } from '../../shared/keyring.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { keyringReader } from '../../shared/store/keyring.ts';
import { askIdentityLink } from '../federation/ask-identity-link.ts';
import { decryptionKeyring } from '../federation/decryption-keys.ts';
import { flowCookies } from '../federation/flow-cookies.ts';
import { goAndLink } from '../federation/go-and-link.ts';
import { leaveProvider, showDeparted } from '../federation/leave-provider.ts';
import { linkTickets, ticketKeyring } from '../federation/link-tickets.ts';
import { listIdentityLinks } from '../federation/list-identity-links.ts';
import { readEncryptionKeys, showPasswordElsewhere } from '../federation/public-pages.ts';
import { removeIdentityLink } from '../federation/remove-identity-link.ts';
import { cookieKeyring, sealedCookies } from '../federation/sealed-cookies.ts';
import { startAtProvider } from '../federation/start-at-provider.ts';
import { passwordReader } from '../store/credentials.ts';
import { linkStore } from '../store/federation/link-table.ts';
import { signInStore } from '../store/sign-ins.ts';
import { stateProviders } from './state-providers.ts';

const RANDOM_BYTES = 32;

/** Many go to a provider and some link theirs; what receives those who come back, or open an account so, is loaded for them. */
export const wireFederation = () => {
  const environment = readEnvironment('identity-federation');
  const client = dynamo();
  const secrets = withoutCallLog(new SecretsManagerClient({}));
  const commit = commitTo(client, environment);
  const keysFor = (keyring: (secret: string) => Keyring) =>
    keyringReader({ client: secrets, secretId: environment.IDENTITY_KEYS_SECRET, keyring, clock });
  const readDecryptionKeyring = keysFor(decryptionKeyring);
  const cookies = sealedCookies(keysFor(cookieKeyring), environment.SITE_ADDRESS);
  const flows = flowCookies(cookies);
  const tickets = linkTickets(keysFor(ticketKeyring));
  const providers = stateProviders(environment, { secrets, readDecryptionKeyring, clock });
  const tables = {
    accounts: environment.ACCOUNTS_TABLE,
    memberships: environment.MEMBERSHIPS_TABLE,
    identities: environment.IDENTITIES_TABLE,
    credentials: environment.CREDENTIALS_TABLE,
    factors: environment.FACTORS_TABLE,
    history: environment.HISTORY_TABLE,
  };
  const links = linkStore(client, tables, commit);
  const passwordOf = passwordReader(client, tables.credentials);
  const signIns = signInStore(client, environment.OIDC_TABLE, clock);
  const random = () => randomBytes(RANDOM_BYTES).toString('base64url');
  const { receiveArrival, showFirstVisit, openWithFranceConnect, showOpening } = federation;
  return api({
    routes: federation,
    useCases: {
      startAtProvider: startAtProvider({ providers, flows, signIns, random, clock }),
      ...onFirstCall({ receiveArrival, showFirstVisit, openWithFranceConnect, showOpening }, async () => {
        const { arrivalUseCases } = await import('./arrival-routes.ts');
        return arrivalUseCases({ client, environment, tables, commit, keysFor, providers, flows, cookies, links, signIns, random });
      }),
      listIdentityLinks: listIdentityLinks({ links, passwordOf }),
      askIdentityLink: askIdentityLink({ providers, links, tickets, commit, clock }),
      goAndLink: goAndLink({ providers, flows, tickets, commit, random, clock }),
      removeIdentityLink: removeIdentityLink({ links, passwordOf, clock }),
      leaveProvider: leaveProvider({ providers, cookies, random }),
      showDeparted: showDeparted(),
      showPasswordElsewhere: showPasswordElsewhere(),
      readEncryptionKeys: readEncryptionKeys(readDecryptionKeyring),
    },
    ...gatekeepers(client, environment),
    siteAddress: environment.SITE_ADDRESS,
  });
};
