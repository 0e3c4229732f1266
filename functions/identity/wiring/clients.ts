import type { Environment } from '../../../schemas/environment.ts';
import type { clients as clientRoutes } from '../../../schemas/routes/clients.ts';
import { type dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import type { UseCases } from '../../shared/router.ts';
import { newSecret } from '../client-secret.ts';
import { registerClient } from '../register-client.ts';
import { renewClientSecret } from '../renew-client-secret.ts';
import { replaceClientKeys } from '../replace-client-keys.ts';
import { clientStore } from '../store/clients.ts';
import { disableClient, enableClient } from '../suspend-client.ts';

/** The clients that administrators register. */
export const clientUseCases = (
  client: ReturnType<typeof dynamo>,
  environment: Pick<Environment<'identity-api'>, 'CLIENTS_TABLE' | 'OUTBOX_TABLE' | 'AUDIT_TABLE'>,
): UseCases<typeof clientRoutes> => {
  const clients = clientStore(client, environment.CLIENTS_TABLE, commitTo(client, environment));
  return {
    registerClient: registerClient({ clients, clock, newSecret }),
    listClients: async () => ({ items: await clients.list() }),
    renewClientSecret: renewClientSecret({ clients, newSecret }),
    replaceClientKeys: replaceClientKeys({ clients }),
    disableClient: disableClient({ clients, clock }),
    enableClient: enableClient({ clients }),
  };
};
