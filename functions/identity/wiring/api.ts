import { clients } from '../../../schemas/routes/clients.ts';
import { credentials } from '../../../schemas/routes/credentials.ts';
import { factors } from '../../../schemas/routes/factors.ts';
import { identity } from '../../../schemas/routes/identity.ts';
import { staff } from '../../../schemas/routes/staff.ts';
import { dynamo } from '../../shared/aws.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { factorUseCases } from './factors.ts';
import { ownSignInUseCases } from './own-sign-in.ts';

export const wireApi = () => {
  const environment = readEnvironment('identity-api');
  const client = dynamo();
  return api({
    routes: { ...identity, ...clients, ...credentials, ...factors, ...staff },
    useCases: {
      ...ownSignInUseCases(client, environment),
      ...factorUseCases(client, environment),
      ...onFirstCall(credentials, async () => {
        const { credentialUseCases } = await import('./credentials.ts');
        return credentialUseCases(client, environment);
      }),
      ...onFirstCall(staff, async () => {
        const { staffUseCases } = await import('./staff.ts');
        return staffUseCases(client, environment);
      }),
    },
    ...gatekeepers(client, environment),
  });
};
