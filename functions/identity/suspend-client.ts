import type { clients as routes } from '../../schemas/routes/clients.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { ClientStore } from './store/clients.ts';

interface SuspendClientDependencies {
  clients: Pick<ClientStore, 'find' | 'change'>;
  clock: Clock;
}

/** Nobody signs in there any more, and it gets no token; what people agreed to stays. */
export const disableClient =
  ({ clients, clock }: SuspendClientDependencies): UseCase<typeof routes.disableClient> =>
  async ({ params }, { trail, problem }) => {
    const before = await clients.find(params.clientId);
    if (!before) throw problem('client-not-found');
    const client = { ...before.client, disabledAt: before.client.disabledAt ?? clock().toISOString() };
    if (!(await clients.change(before, { ...before, client }, trail))) throw problem('client-not-found');
  };

export const enableClient =
  ({ clients }: Pick<SuspendClientDependencies, 'clients'>): UseCase<typeof routes.enableClient> =>
  async ({ params }, { trail, problem }) => {
    const before = await clients.find(params.clientId);
    if (!before) throw problem('client-not-found');
    const { disabledAt: _until, ...client } = before.client;
    if (!(await clients.change(before, { ...before, client }, trail))) throw problem('client-not-found');
  };
