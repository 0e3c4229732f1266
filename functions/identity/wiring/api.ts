import { factors } from '../../../schemas/routes/factors.ts';
import { identity } from '../../../schemas/routes/identity.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { api } from '../../shared/pipeline.ts';
import { listSessions } from '../list-sessions.ts';
import { sessionStore } from '../store/sessions.ts';
import { factorUseCases } from './factors.ts';

export const wireApi = () => {
  const environment = readEnvironment('identity-api');
  const client = dynamo();
  const sessions = sessionStore(client, environment.OIDC_TABLE, clock);
  return api({
    routes: { ...identity, ...factors },
    useCases: { listSessions: listSessions({ sessions }), ...factorUseCases(client, environment) },
    ...gatekeepers(client, environment),
  });
};
