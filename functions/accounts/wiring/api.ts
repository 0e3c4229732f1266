import { randomUUID } from 'node:crypto';
import { accounts } from '../../../schemas/routes/accounts.ts';
import { history } from '../../../schemas/routes/history.ts';
import { profile } from '../../../schemas/routes/profile.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { openAccount } from '../open-account.ts';
import { readMyAccount } from '../read-my-account.ts';
import { resumeMail } from '../resume-mail.ts';
import { accountStore } from '../store/accounts.ts';
import { mailStateStore } from '../store/mail-states.ts';

/** Every page of a person asks for their account; their profile and their history are pages of their own, and loaded for them. */
export const wireApi = () => {
  const environment = readEnvironment('accounts-api');
  const client = dynamo();
  const tables = { accounts: environment.ACCOUNTS_TABLE, memberships: environment.MEMBERSHIPS_TABLE };
  const commit = commitTo(client, environment);
  const store = accountStore(client, tables, commit);
  return api({
    routes: { ...accounts, ...profile, ...history },
    useCases: {
      readMyAccount: readMyAccount({ store }),
      resumeMail: resumeMail({ store: mailStateStore(client, tables.accounts, commit), clock: systemClock }),
      openAccount: openAccount({ store, clock: systemClock, newId: randomUUID }),
      ...onFirstCall(profile, async () => {
        const { profileUseCases } = await import('./profile-routes.ts');
        return profileUseCases(client, commit, environment);
      }),
      ...onFirstCall(history, async () => {
        const { historyUseCases } = await import('./history-routes.ts');
        return historyUseCases(client, environment.HISTORY_TABLE);
      }),
    },
    ...gatekeepers(client, environment),
  });
};
