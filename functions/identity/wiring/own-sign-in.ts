import type { Environment } from '../../../schemas/environment.ts';
import type { identity } from '../../../schemas/routes/identity.ts';
import { type dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import type { UseCases } from '../../shared/router.ts';
import { closeSession } from '../close-session.ts';
import { closeSessions } from '../close-sessions.ts';
import { listConsents } from '../list-consents.ts';
import { listSessions } from '../list-sessions.ts';
import { clientFinder } from '../store/clients.ts';
import { consentStore } from '../store/consents.ts';
import { sessionStore } from '../store/sessions.ts';
import { withdrawConsent } from '../withdraw-consent.ts';

type OwnSignInEnvironment = Pick<
  Environment<'identity-api'>,
  'OIDC_TABLE' | 'HISTORY_TABLE' | 'CONSENTS_TABLE' | 'CLIENTS_TABLE' | 'OUTBOX_TABLE' | 'AUDIT_TABLE'
>;

/** Sessions and consents of the caller. */
export const ownSignInUseCases = (client: ReturnType<typeof dynamo>, environment: OwnSignInEnvironment): UseCases<typeof identity> => {
  const commit = commitTo(client, environment);
  const tables = { oidc: environment.OIDC_TABLE, history: environment.HISTORY_TABLE, consents: environment.CONSENTS_TABLE };
  const sessions = sessionStore({ client, tables, commit, clock });
  const consents = consentStore(client, tables, commit);
  const findClient = clientFinder(client, environment.CLIENTS_TABLE);
  return {
    listSessions: listSessions({ sessions }),
    closeSession: closeSession({ sessions }),
    closeSessions: closeSessions({ sessions }),
    listConsents: listConsents({ consents, findClient }),
    withdrawConsent: withdrawConsent({ consents, findClient, historyTable: tables.history, clock }),
  };
};
