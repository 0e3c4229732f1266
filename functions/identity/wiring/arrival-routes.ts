import { randomUUID } from 'node:crypto';
import type { Environment } from '../../../schemas/environment.ts';
import type { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import type { Keyring } from '../../shared/keyring.ts';
import { log } from '../../shared/log.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';
import { doorKeyring } from '../door-keys.ts';
import { judgeProofs } from '../factors/judge-proofs.ts';
import { showFirstVisit } from '../federation/first-visit.ts';
import type { FlowCookies } from '../federation/flow-cookies.ts';
import { linkArrival } from '../federation/link-arrival.ts';
import { openArrival } from '../federation/open-arrival.ts';
import { openWithFranceConnect } from '../federation/open-with-franceconnect.ts';
import { receiveArrival } from '../federation/receive-arrival.ts';
import type { SealedCookies } from '../federation/sealed-cookies.ts';
import { showOpening } from '../federation/show-opening.ts';
import { signInArrival } from '../federation/sign-in-arrival.ts';
import type { StateProviders } from '../federation/state-providers.ts';
import { takeProof } from '../sign-in/take-proof.ts';
import { factorStore } from '../store/factors.ts';
import { knownAccounts } from '../store/federation/known-accounts.ts';
import { linkStore } from '../store/federation/link-table.ts';
import { openingStore } from '../store/federation/openings.ts';
import { stateSpender } from '../store/federation/spent-states.ts';
import type { SignInStore } from '../store/sign-ins.ts';
import { federationTables } from './federation-tables.ts';

export interface ArrivalRoutesDependencies {
  client: ReturnType<typeof dynamo>;
  environment: Environment<'identity-federation'>;
  keysFor: (keyring: (secret: string) => Keyring) => ReadKeyring;
  providers: StateProviders;
  flows: FlowCookies;
  cookies: SealedCookies;
  signIns: SignInStore;
  random: () => string;
}

/** The use cases of who comes back from a provider, and of those who open an account by it. */
export const arrivalUseCases = (dependencies: ArrivalRoutesDependencies) => {
  const { client, environment, keysFor, providers, flows, cookies, signIns, random } = dependencies;
  const tables = federationTables(environment);
  const commit = commitTo(client, environment);
  const links = linkStore(client, tables, commit);
  const openings = openingStore(client, tables, commit);
  const accounts = knownAccounts(client, environment.ACCOUNTS_TABLE);
  const roleOf = async (...[accountId]: Parameters<typeof accounts.find>) => (await accounts.find(accountId))?.role;
  const proofs = takeProof({
    signIns,
    judge: judgeProofs({ roleOf, factors: factorStore(client, tables, commit) }),
    commit,
    historyTable: tables.history,
    clock,
  });
  return {
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
  };
};
