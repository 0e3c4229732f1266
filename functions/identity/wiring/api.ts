import { clients } from '../../../schemas/routes/clients.ts';
import { factors } from '../../../schemas/routes/factors.ts';
import { identity } from '../../../schemas/routes/identity.ts';
import { dynamo } from '../../shared/aws.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { api } from '../../shared/pipeline.ts';
import { factorUseCases } from './factors.ts';
import { ownSignInUseCases } from './own-sign-in.ts';

export const wireApi = () => {
  const environment = readEnvironment('identity-api');
  const client = dynamo();
  return api({
    routes: { ...identity, ...clients, ...factors },
    useCases: { ...ownSignInUseCases(client, environment), ...factorUseCases(client, environment) },
    ...gatekeepers(client, environment),
  });
};
