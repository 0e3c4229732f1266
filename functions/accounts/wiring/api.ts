import { randomUUID } from 'node:crypto';
import { accounts } from '../../../schemas/routes/accounts.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { api } from '../../shared/pipeline.ts';
import { openAccount } from '../open-account.ts';
import { readMyAccount } from '../read-my-account.ts';
import { reinstateAccount } from '../reinstate-account.ts';
import { resumeMail } from '../resume-mail.ts';
import { accountStore } from '../store/accounts.ts';
import { mailStateStore } from '../store/mail-states.ts';
import { suspendAccount } from '../suspend-account.ts';

export const wireApi = () => {
  const environment = readEnvironment('accounts-api');
  const client = dynamo();
  const tables = { accounts: environment.ACCOUNTS_TABLE, memberships: environment.MEMBERSHIPS_TABLE };
  const commit = commitTo(client, environment);
  const store = accountStore(client, tables, commit);
  return api({
    routes: accounts,
    useCases: {
      readMyAccount: readMyAccount({ store }),
      resumeMail: resumeMail({ store: mailStateStore(client, tables.accounts, commit), clock: systemClock }),
      openAccount: openAccount({ store, clock: systemClock, newId: randomUUID }),
      suspendAccount: suspendAccount({ store }),
      reinstateAccount: reinstateAccount({ store }),
    },
    ...gatekeepers(client, environment),
  });
};
