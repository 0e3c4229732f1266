import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { onAccountSuspended } from '../on-account-suspended.ts';
import { onPasswordChanged } from '../on-password-changed.ts';
import { sessionStore } from '../store/sessions.ts';

export const wireSessions = () => {
  const environment = readEnvironment('identity-sessions');
  const client = dynamo();
  const tables = { oidc: environment.OIDC_TABLE, history: environment.HISTORY_TABLE };
  const sessions = sessionStore({ client, tables, commit: commitTo(client, environment), clock });
  return eventConsumer(consumers['identity-sessions'], {
    'account.password-changed': onPasswordChanged({ sessions }),
    'account.address-change-undone': onPasswordChanged({ sessions }),
    'account.suspended': onAccountSuspended({ sessions }),
  });
};
