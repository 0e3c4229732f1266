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

/** Who comes for one of these seldom comes for another, and each has libraries of its own: devices, codes, pictures, passwords. */
export const wireApi = () => {
  const environment = readEnvironment('identity-api');
  const client = dynamo();
  return api({
    routes: { ...identity, ...clients, ...credentials, ...factors, ...staff },
    useCases: {
      ...onFirstCall(identity, async () => {
        const { ownSignInUseCases } = await import('./own-sign-in.ts');
        return ownSignInUseCases(client, environment);
      }),
      ...onFirstCall(clients, async () => {
        const { clientUseCases } = await import('./clients.ts');
        return clientUseCases(client, environment);
      }),
      ...onFirstCall(factors, async () => {
        const { factorUseCases } = await import('./account-factors.ts');
        return factorUseCases(client, environment);
      }),
      ...onFirstCall(credentials, async () => {
        const { credentialUseCases } = await import('./credentials.ts');
        return credentialUseCases(client, environment);
      }),
      ...onFirstCall(staff, async () => {
        const { staffUseCases } = await import('./staff-routes.ts');
        return staffUseCases(client, environment);
      }),
    },
    ...gatekeepers(client, environment),
  });
};
