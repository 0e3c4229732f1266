import { randomUUID } from 'node:crypto';
import { invitations } from '../../../schemas/routes/invitations.ts';
import { members } from '../../../schemas/routes/members.ts';
import { spaces } from '../../../schemas/routes/spaces.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { api } from '../../shared/pipeline.ts';
import { personReader } from '../../shared/store/person.ts';
import { spaceUseCases } from './use-cases.ts';

export const wireApi = () => {
  const environment = readEnvironment('spaces-api');
  const client = dynamo();
  const guards = gatekeepers(client, environment);
  return api({
    routes: { ...spaces, ...members, ...invitations },
    useCases: spaceUseCases({
      client,
      tables: {
        spaces: environment.SPACES_TABLE,
        memberships: environment.MEMBERSHIPS_TABLE,
        actions: environment.ACTIONS_TABLE,
        history: environment.HISTORY_TABLE,
      },
      commit: async () => {
        const { commitTo } = await import('../../shared/commit-to.ts');
        return commitTo(client, environment);
      },
      membership: guards.membership,
      readPerson: personReader(client, environment.ACCOUNTS_TABLE),
      links: async () => {
        const { wireLinks } = await import('./links.ts');
        return wireLinks(environment.LEAVE_KEYS_SECRET);
      },
      clock,
      newId: randomUUID,
    }),
    ...guards,
  });
};
