import { randomUUID } from 'node:crypto';
import { accounts } from '../../../schemas/routes/accounts.ts';
import { history } from '../../../schemas/routes/history.ts';
import { profile } from '../../../schemas/routes/profile.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { api } from '../../shared/pipeline.ts';
import { listHistory } from '../list-history.ts';
import { openAccount } from '../open-account.ts';
import { readMyAccount } from '../read-my-account.ts';
import { readProfile, readProfileBlock } from '../read-profile.ts';
import { resumeMail } from '../resume-mail.ts';
import { saveProfileBlock } from '../save-profile-block.ts';
import { accountStore } from '../store/accounts.ts';
import { historyStore } from '../store/history.ts';
import { mailStateStore } from '../store/mail-states.ts';
import { profileStore } from '../store/profiles.ts';

export const wireApi = () => {
  const environment = readEnvironment('accounts-api');
  const client = dynamo();
  const tables = { accounts: environment.ACCOUNTS_TABLE, memberships: environment.MEMBERSHIPS_TABLE };
  const commit = commitTo(client, environment);
  const store = accountStore(client, tables, commit);
  const profileTables = { profiles: environment.PROFILES_TABLE, history: environment.HISTORY_TABLE, accounts: tables.accounts };
  const profiles = { store: profileStore(client, profileTables, commit), clock: systemClock };
  return api({
    routes: { ...accounts, ...profile, ...history },
    useCases: {
      readMyAccount: readMyAccount({ store }),
      resumeMail: resumeMail({ store: mailStateStore(client, tables.accounts, commit), clock: systemClock }),
      openAccount: openAccount({ store, clock: systemClock, newId: randomUUID }),
      listHistory: listHistory({ store: historyStore(client, environment.HISTORY_TABLE, systemClock) }),
      readProfile: readProfile(profiles),
      readIdentity: readProfileBlock('identity', profiles),
      readAddress: readProfileBlock('address', profiles),
      readContact: readProfileBlock('contact', profiles),
      readFamily: readProfileBlock('family', profiles),
      saveIdentity: saveProfileBlock('identity', profiles),
      saveAddress: saveProfileBlock('address', profiles),
      saveContact: saveProfileBlock('contact', profiles),
      saveFamily: saveProfileBlock('family', profiles),
    },
    ...gatekeepers(client, environment),
  });
};
