import { dynamo } from '../../shared/aws.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { log } from '../../shared/log.ts';
import { personReader } from '../../shared/store/person.ts';
import { closeDueSpaces } from '../close-due-spaces.ts';
import { closings } from '../store/closings.ts';
import { memberReader } from '../store/members.ts';
import { spaceReader } from '../store/space-reader.ts';

export const wireDue = () => {
  const environment = readEnvironment('spaces-due');
  const client = dynamo();
  const tables = {
    spaces: environment.SPACES_TABLE,
    memberships: environment.MEMBERSHIPS_TABLE,
    actions: environment.ACTIONS_TABLE,
    history: environment.HISTORY_TABLE,
  };
  return closeDueSpaces({
    store: spaceReader(client, tables.spaces),
    closings: closings(client, tables, commitTo(client, environment)),
    members: memberReader(client, tables),
    readPerson: personReader(client, environment.ACCOUNTS_TABLE),
    log,
  });
};
