import { randomUUID } from 'node:crypto';
import { accounts } from '../../schemas/routes/accounts.ts';
import { commitTo, dynamo } from '../shared/aws.ts';
import { systemClock } from '../shared/clock.ts';
import { readEnvironment } from '../shared/environment.ts';
import { gatekeepers } from '../shared/gatekeepers.ts';
import { api } from '../shared/pipeline.ts';
import { openAccount } from './open-account.ts';
import { readMyAccount } from './read-my-account.ts';
import { reinstateAccount } from './reinstate-account.ts';
import { accountStore } from './store.ts';
import { suspendAccount } from './suspend-account.ts';

export const wireApi = () => {
  const environment = readEnvironment('accounts-api');
  const client = dynamo();
  const tables = { accounts: environment.ACCOUNTS_TABLE, memberships: environment.MEMBERSHIPS_TABLE };
  const store = accountStore(client, tables, commitTo(client, environment));
  return api({
    routes: accounts,
    useCases: {
      readMyAccount: readMyAccount({ store }),
      openAccount: openAccount({ store, clock: systemClock, newId: randomUUID }),
      suspendAccount: suspendAccount({ store }),
      reinstateAccount: reinstateAccount({ store }),
    },
    ...gatekeepers(client, environment),
  });
};
