import type { clients as routes } from '../../schemas/routes/clients.ts';
import type { UseCase } from '../shared/router.ts';
import { hashSecret } from './client-secret.ts';
import type { ClientDependencies } from './register-client.ts';

/** A new secret in the place of one that may be known to others: from this moment the old one opens nothing. */
export const renewClientSecret =
  ({ clients, newSecret }: Omit<ClientDependencies, 'clock'>): UseCase<typeof routes.renewClientSecret> =>
  async ({ params }, { trail, problem }) => {
    const before = await clients.find(params.clientId);
    if (!before) throw problem('client-not-found');
    if (before.client.proof.by !== 'secret') throw problem('client-has-no-secret');
    const secret = newSecret();
    if (!(await clients.change(before, { ...before, secretHash: hashSecret(secret) }, trail))) throw problem('client-not-found');
    return { secret };
  };
