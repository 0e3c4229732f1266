import type { Environment } from '../../../schemas/environment.ts';
import type { federation } from '../../../schemas/routes/federation.ts';
import type { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import type { Keyring } from '../../shared/keyring.ts';
import type { UseCases } from '../../shared/router.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';
import { askIdentityLink } from '../federation/ask-identity-link.ts';
import type { FlowCookies } from '../federation/flow-cookies.ts';
import { goAndLink } from '../federation/go-and-link.ts';
import { linkTickets, ticketKeyring } from '../federation/link-tickets.ts';
import { listIdentityLinks } from '../federation/list-identity-links.ts';
import { removeIdentityLink } from '../federation/remove-identity-link.ts';
import type { StateProviders } from '../federation/state-providers.ts';
import { passwordReader } from '../store/credentials.ts';
import { linkStore } from '../store/federation/link-table.ts';
import { federationTables } from './federation-tables.ts';

export interface IdentityLinkRoutesDependencies {
  client: ReturnType<typeof dynamo>;
  environment: Environment<'identity-federation'>;
  keysFor: (keyring: (secret: string) => Keyring) => ReadKeyring;
  providers: StateProviders;
  flows: FlowCookies;
  random: () => string;
}

type Linking = Pick<typeof federation, 'listIdentityLinks' | 'askIdentityLink' | 'goAndLink' | 'removeIdentityLink'>;

/** The use cases of who looks at the links of their account, makes one or takes it away. */
export const identityLinkUseCases = (dependencies: IdentityLinkRoutesDependencies): UseCases<Linking> => {
  const { client, environment, keysFor, providers, flows, random } = dependencies;
  const tables = federationTables(environment);
  const commit = commitTo(client, environment);
  const links = linkStore(client, tables, commit);
  const passwordOf = passwordReader(client, tables.credentials);
  const tickets = linkTickets(keysFor(ticketKeyring));
  return {
    listIdentityLinks: listIdentityLinks({ links, passwordOf }),
    askIdentityLink: askIdentityLink({ providers, links, tickets, commit, clock }),
    goAndLink: goAndLink({ providers, flows, tickets, commit, random, clock }),
    removeIdentityLink: removeIdentityLink({ links, passwordOf, clock }),
  };
};
