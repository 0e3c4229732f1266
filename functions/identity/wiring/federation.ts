import { randomBytes, randomUUID } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { federation } from '../../../schemas/routes/federation.ts';
import { commitTo, dynamo, withoutCallLog } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import type { Keyring } from '../../shared/keyring.ts';
import { log } from '../../shared/log.ts';
import { api } from '../../shared/pipeline.ts';
import { keyringReader } from '../../shared/store/keyring.ts';
import { doorKeyring } from '../door-keys.ts';
import { judgeProofs } from '../factors/judge-proofs.ts';
import { askIdentityLink } from '../federation/ask-identity-link.ts';
import { decryptionKeyring } from '../federation/decryption-keys.ts';
import { showFirstVisit } from '../federation/first-visit.ts';
import { flowCookies } from '../federation/flow-cookies.ts';
import { goAndLink } from '../federation/go-and-link.ts';
import { leaveProvider, showDeparted } from '../federation/leave-provider.ts';
import { linkArrival } from '../federation/link-arrival.ts';
import { linkTickets, ticketKeyring } from '../federation/link-tickets.ts';
import { listIdentityLinks } from '../federation/list-identity-links.ts';
import { openArrival } from '../federation/open-arrival.ts';
import { openWithFranceConnect } from '../federation/open-with-franceconnect.ts';
import { readEncryptionKeys, showPasswordElsewhere } from '../federation/public-pages.ts';
import { receiveArrival } from '../federation/receive-arrival.ts';
import { removeIdentityLink } from '../federation/remove-identity-link.ts';
import { cookieKeyring, sealedCookies } from '../federation/sealed-cookies.ts';
import { showOpening } from '../federation/show-opening.ts';
import { signInArrival } from '../federation/sign-in-arrival.ts';
import { startAtProvider } from '../federation/start-at-provider.ts';
import { takeProof } from '../sign-in/take-proof.ts';
import { passwordReader } from '../store/credentials.ts';
import { factorStore } from '../store/factors.ts';
import { knownAccounts } from '../store/federation/known-accounts.ts';
import { linkStore } from '../store/federation/link-table.ts';
import { openingStore } from '../store/federation/openings.ts';
import { stateSpender } from '../store/federation/spent-states.ts';
import { signInStore } from '../store/sign-ins.ts';
import { stateProviders } from './state-providers.ts';

const RANDOM_BYTES = 32;

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
  const openings = openingStore(client, tables, commit);
  const accounts = knownAccounts(client, environment.ACCOUNTS_TABLE);
  const passwordOf = passwordReader(client, tables.credentials);
  const signIns = signInStore(client, environment.OIDC_TABLE, clock);
  const roleOf = async (...[accountId]: Parameters<typeof accounts.find>) => (await accounts.find(accountId))?.role;
  const proofs = takeProof({
    signIns,
    judge: judgeProofs({ roleOf, factors: factorStore(client, tables, commit) }),
    commit,
    historyTable: tables.history,
    clock,
  });
  const random = () => randomBytes(RANDOM_BYTES).toString('base64url');
  return api({
    routes: federation,
    useCases: {
      startAtProvider: startAtProvider({ providers, flows, signIns, random, clock }),
      receiveArrival: receiveArrival({
        providers,
        flows,
        cookies,
        spend: stateSpender(client, tables.identities),
        signIn: signInArrival({ links, accounts, signIns, takeProof: proofs, cookies, clock }),
        link: linkArrival({ links, accounts, clock }),
        open: openArrival({ openings, newId: randomUUID, clock }),
        siteAddress: environment.SITE_ADDRESS,
        clock,
        log,
      }),
      showFirstVisit: showFirstVisit({ cookies, clock }),
      openWithFranceConnect: openWithFranceConnect({ openings, cookies, linkKeys: keysFor(doorKeyring), clock }),
      showOpening: showOpening({ openings, providers, flows, random, clock }),
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
