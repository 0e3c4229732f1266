import * as z from 'zod/mini';
import { ClientId, ClientKeys, ClientRequest, RegisteredClient } from '../client.ts';
import { defineRoute } from './route.ts';

const access = { role: 'administrator' } as const;
const params = z.object({ clientId: ClientId });
/** Shown this once: what is kept of it is a hash. */
const NewSecret = z.object({ secret: z.string() });
const Registered = z.object({ client: RegisteredClient, secret: z.nullable(z.string()) });

/** Services that sign people in with their account, and programs of administrations: registered by an administrator, never by themselves. */
export const clients = {
  registerClient: defineRoute({
    method: 'POST',
    path: '/clients',
    summary: 'Inscrire un service partenaire ou un programme',
    access,
    recent: true,
    audit: 'client.registered',
    body: ClientRequest,
    status: 201,
    response: Registered,
    problems: ['client-exists'],
  }),
  listClients: defineRoute({
    method: 'GET',
    path: '/clients',
    summary: 'Lister les services partenaires et les programmes',
    access,
    status: 200,
    response: z.object({ items: z.array(RegisteredClient) }),
    problems: [],
  }),
  renewClientSecret: defineRoute({
    method: 'POST',
    path: '/clients/{clientId}/secret',
    summary: 'Donner un nouveau secret à un service ; l’ancien ne sert plus',
    access,
    recent: true,
    audit: 'client.secret-renewed',
    params,
    status: 200,
    response: NewSecret,
    problems: ['client-not-found', 'client-has-no-secret'],
  }),
  replaceClientKeys: defineRoute({
    method: 'PUT',
    path: '/clients/{clientId}/keys',
    summary: 'Remplacer les clés publiques d’un service',
    access,
    recent: true,
    audit: 'client.keys-replaced',
    params,
    body: z.object({ keys: ClientKeys }),
    status: 200,
    response: RegisteredClient,
    problems: ['client-not-found', 'client-has-no-keys'],
  }),
  disableClient: defineRoute({
    method: 'PUT',
    path: '/clients/{clientId}/suspension',
    summary: 'Suspendre un service : personne ne peut plus s’y connecter',
    access,
    audit: 'client.disabled',
    params,
    status: 204,
    problems: ['client-not-found'],
  }),
  enableClient: defineRoute({
    method: 'DELETE',
    path: '/clients/{clientId}/suspension',
    summary: 'Lever la suspension d’un service',
    access,
    audit: 'client.enabled',
    params,
    status: 204,
    problems: ['client-not-found'],
  }),
};
