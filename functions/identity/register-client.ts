import type { clients as routes } from '../../schemas/routes/clients.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { hashSecret } from './client-secret.ts';
import type { ClientStore } from './store/clients.ts';

export interface ClientDependencies {
  clients: ClientStore;
  clock: Clock;
  newSecret: () => string;
}

/** Lets a service know people who agree to it, or a program call us; its secret is told this once. */
export const registerClient =
  ({ clients, clock, newSecret }: ClientDependencies): UseCase<typeof routes.registerClient> =>
  async ({ body }, { trail, problem }) => {
    const secret = body.proof.by === 'secret' ? newSecret() : null;
    const client = { ...body, registeredAt: clock().toISOString() };
    const stored = { client, ...(secret !== null && { secretHash: hashSecret(secret) }) };
    if (!(await clients.register(stored, trail))) throw problem('client-exists');
    return { client, secret };
  };
