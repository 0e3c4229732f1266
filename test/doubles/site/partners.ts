import { Problem } from '../../../functions/shared/problem.ts';
import type { ClientId, RegisteredClient } from '../../../schemas/client.ts';
import type { Answers } from './api.ts';

const at = '2026-03-01T09:00:00.000Z';

/** The services that are registered, as the API tells an administrator of them. */
export const partnersOnSite = () => {
  const state = { items: [] as RegisteredClient[], secrets: 0 };
  const find = (clientId: ClientId): RegisteredClient => {
    const found = state.items.find(({ id }) => id === clientId);
    if (!found) throw new Problem('client-not-found');
    return found;
  };
  const change = (clientId: ClientId, to: (client: RegisteredClient) => RegisteredClient): RegisteredClient => {
    const next = to(find(clientId));
    state.items = state.items.map((one) => (one.id === clientId ? next : one));
    return next;
  };
  const newSecret = (): string => {
    state.secrets += 1;
    return `secret-${state.secrets}-${'x'.repeat(36)}`;
  };
  const answers: Answers = {
    listClients: () => ({ items: state.items }),
    registerClient: ({ body }) => {
      if (state.items.some(({ id }) => id === body.id)) throw new Problem('client-exists');
      const client = { ...body, registeredAt: at };
      state.items = [...state.items, client];
      return { client, secret: body.proof.by === 'secret' ? newSecret() : null };
    },
    renewClientSecret: ({ params }) => {
      find(params.clientId);
      return { secret: newSecret() };
    },
    replaceClientKeys: ({ params, body }) =>
      change(params.clientId, (client) => ({ ...client, proof: { by: 'private_key_jwt', keys: body.keys } })),
    disableClient: ({ params }) => {
      change(params.clientId, (client) => ({ ...client, disabledAt: at }));
    },
    enableClient: ({ params }) => {
      change(params.clientId, ({ disabledAt: _until, ...client }) => client);
    },
  };
  return { state, answers };
};
