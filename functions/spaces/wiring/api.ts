import { randomUUID } from 'node:crypto';
import { spaces } from '../../../schemas/routes/spaces.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { api } from '../../shared/pipeline.ts';
import { personReader } from '../../shared/store/person.ts';
import { createSpace } from '../create-space.ts';
import { listActions } from '../list-actions.ts';
import { listSpaces } from '../list-spaces.ts';
import { readSpace } from '../read-space.ts';
import { feedOf } from '../store/feed.ts';
import { memberReader } from '../store/members.ts';
import { spaceStore } from '../store/spaces.ts';

export const wireApi = () => {
  const environment = readEnvironment('spaces-api');
  const client = dynamo();
  const tables = {
    spaces: environment.SPACES_TABLE,
    memberships: environment.MEMBERSHIPS_TABLE,
    actions: environment.ACTIONS_TABLE,
  };
  const store = spaceStore(client, tables, commitTo(client, environment));
  const members = memberReader(client, tables);
  const readPerson = personReader(client, environment.ACCOUNTS_TABLE);
  return api({
    routes: spaces,
    useCases: {
      listSpaces: listSpaces({ store, readPerson }),
      createSpace: createSpace({ store, readPerson, clock, newId: randomUUID }),
      readSpace: readSpace({ store, readPerson }),
      listActions: listActions({ feed: feedOf(client, tables.actions), members }),
    },
    ...gatekeepers(client, environment),
  });
};
