import { webhooks } from '../../../schemas/routes/webhooks.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { changeWebhook } from '../change-webhook.ts';
import { deleteWebhook } from '../delete-webhook.ts';
import { disableWebhook } from '../disable-webhook.ts';
import { listWebhookDeliveries } from '../list-webhook-deliveries.ts';
import { listWebhooks } from '../list-webhooks.ts';
import { readWebhook } from '../read-webhook.ts';
import { deliveryStore } from '../store/delivery-table.ts';
import { endpointStore } from '../store/endpoint-table.ts';

/** Looking comes before changing: what seals secrets, and what sends at once, is loaded for those alone. */
export const wireApi = () => {
  const environment = readEnvironment('webhooks-api');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const table = environment.WEBHOOKS_TABLE;
  const endpoints = endpointStore(client, table, commit);
  const { registerWebhook, rotateWebhookSecret, enableWebhook, sendTestEvent, replayWebhookDelivery, replayWebhookDeliveries } = webhooks;
  return api({
    routes: webhooks,
    useCases: {
      listWebhooks: listWebhooks({ endpoints, clock }),
      readWebhook: readWebhook({ endpoints, clock }),
      changeWebhook: changeWebhook({ endpoints, clock, loopback: environment.WEBHOOK_LOOPBACK === 'taken' }),
      deleteWebhook: deleteWebhook({ endpoints }),
      disableWebhook: disableWebhook({ endpoints, clock }),
      listWebhookDeliveries: listWebhookDeliveries({ endpoints, deliveries: deliveryStore(client, table) }),
      ...onFirstCall({ registerWebhook, rotateWebhookSecret }, async () => {
        const { secretUseCases } = await import('./secret-routes.ts');
        return secretUseCases(endpoints, environment);
      }),
      ...onFirstCall({ enableWebhook, sendTestEvent, replayWebhookDelivery, replayWebhookDeliveries }, async () => {
        const { wakingUseCases } = await import('./waking-routes.ts');
        return wakingUseCases({ client, commit, endpoints, environment });
      }),
    },
    ...gatekeepers(client, environment),
  });
};
