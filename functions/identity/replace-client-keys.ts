import type { clients as routes } from '../../schemas/routes/clients.ts';
import type { UseCase } from '../shared/router.ts';
import type { ClientStore } from './store/clients.ts';

interface ReplaceClientKeysDependencies {
  clients: Pick<ClientStore, 'find' | 'change'>;
}

/** Other public keys in the place of those of a client: what it signs with a key that is no longer among them opens nothing. */
export const replaceClientKeys =
  ({ clients }: ReplaceClientKeysDependencies): UseCase<typeof routes.replaceClientKeys> =>
  async ({ params, body }, { trail, problem }) => {
    const before = await clients.find(params.clientId);
    if (!before) throw problem('client-not-found');
    if (before.client.proof.by !== 'private_key_jwt') throw problem('client-has-no-keys');
    const client = { ...before.client, proof: { ...before.client.proof, keys: body.keys } };
    if (!(await clients.change(before, { ...before, client }, trail))) throw problem('client-not-found');
    return client;
  };
