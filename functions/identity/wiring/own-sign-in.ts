import type { Environment } from '../../../schemas/environment.ts';
import type { clients as clientRoutes } from '../../../schemas/routes/clients.ts';
import type { identity } from '../../../schemas/routes/identity.ts';
import { commitTo, type dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import type { UseCases } from '../../shared/router.ts';
import { newSecret } from '../client-secret.ts';
import { closeSession } from '../close-session.ts';
import { closeSessions } from '../close-sessions.ts';
import { listConsents } from '../list-consents.ts';
import { listSessions } from '../list-sessions.ts';
import { registerClient } from '../register-client.ts';
import { renewClientSecret } from '../renew-client-secret.ts';
import { replaceClientKeys } from '../replace-client-keys.ts';
import { clientStore } from '../store/clients.ts';
import { consentStore } from '../store/consents.ts';
import { sessionStore } from '../store/sessions.ts';
import { disableClient, enableClient } from '../suspend-client.ts';
import { withdrawConsent } from '../withdraw-consent.ts';

type Routes = typeof identity & typeof clientRoutes;
type OwnSignInEnvironment = Pick<
  Environment<'identity-api'>,
  'OIDC_TABLE' | 'HISTORY_TABLE' | 'CONSENTS_TABLE' | 'CLIENTS_TABLE' | 'OUTBOX_TABLE' | 'AUDIT_TABLE'
>;

/** Sessions and consents of the caller, and the clients that administrators register. */
export const ownSignInUseCases = (client: ReturnType<typeof dynamo>, environment: OwnSignInEnvironment): UseCases<Routes> => {
  const commit = commitTo(client, environment);
  const tables = { oidc: environment.OIDC_TABLE, history: environment.HISTORY_TABLE, consents: environment.CONSENTS_TABLE };
  const sessions = sessionStore({ client, tables, commit, clock });
  const consents = consentStore(client, tables, commit);
  const clients = clientStore(client, environment.CLIENTS_TABLE, commit);
  return {
    listSessions: listSessions({ sessions }),
    closeSession: closeSession({ sessions }),
    closeSessions: closeSessions({ sessions }),
    listConsents: listConsents({ consents, findClient: clients.find }),
    withdrawConsent: withdrawConsent({ consents, findClient: clients.find, historyTable: tables.history, clock }),
    registerClient: registerClient({ clients, clock, newSecret }),
    listClients: async () => ({ items: await clients.list() }),
    renewClientSecret: renewClientSecret({ clients, newSecret }),
    replaceClientKeys: replaceClientKeys({ clients }),
    disableClient: disableClient({ clients, clock }),
    enableClient: enableClient({ clients }),
  };
};
