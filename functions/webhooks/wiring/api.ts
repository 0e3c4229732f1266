import { randomUUID } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { webhooks } from '../../../schemas/routes/webhooks.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { log } from '../../shared/log.ts';
import { api } from '../../shared/pipeline.ts';
import { changeWebhook } from '../change-webhook.ts';
import { deleteWebhook } from '../delete-webhook.ts';
import { disableWebhook } from '../disable-webhook.ts';
import { enableWebhook } from '../enable-webhook.ts';
import { listWebhookDeliveries } from '../list-webhook-deliveries.ts';
import { listWebhooks } from '../list-webhooks.ts';
import { patientWake } from '../patient-wake.ts';
import { readWebhook } from '../read-webhook.ts';
import { registerWebhook } from '../register-webhook.ts';
import { replayWebhookDeliveries } from '../replay-webhook-deliveries.ts';
import { replayWebhookDelivery } from '../replay-webhook-delivery.ts';
import { rotateWebhookSecret } from '../rotate-webhook-secret.ts';
import { sendTestEvent } from '../send-test-event.ts';
import { askedDeliveries, deliveryStore } from '../store/delivery-table.ts';
import { endpointStore } from '../store/endpoint-table.ts';
import { replayStarter } from '../store/replay-store.ts';
import { wakeQueue } from '../store/wake-queue.ts';
import { newKey, sealingKeys } from './secrets.ts';

export const wireApi = () => {
  const environment = readEnvironment('webhooks-api');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const table = environment.WEBHOOKS_TABLE;
  const endpoints = endpointStore(client, table, commit);
  const deliveries = deliveryStore(client, table);
  const asked = askedDeliveries(table, commit);
  const readKeyring = sealingKeys(environment.WEBHOOK_KEYS_SECRET);
  const wake = patientWake(wakeQueue(new SQSClient({}), environment.WEBHOOKS_QUEUE), log);
  const loopback = environment.WEBHOOK_LOOPBACK === 'taken';
  return api({
    routes: webhooks,
    useCases: {
      registerWebhook: registerWebhook({ endpoints, readKeyring, clock, newId: randomUUID, newKey, loopback }),
      listWebhooks: listWebhooks({ endpoints, clock }),
      readWebhook: readWebhook({ endpoints, clock }),
      changeWebhook: changeWebhook({ endpoints, clock, loopback }),
      deleteWebhook: deleteWebhook({ endpoints }),
      rotateWebhookSecret: rotateWebhookSecret({ endpoints, readKeyring, clock, newKey }),
      disableWebhook: disableWebhook({ endpoints, clock }),
      enableWebhook: enableWebhook({ endpoints, wake }),
      sendTestEvent: sendTestEvent({ endpoints, deliveries: asked, wake, clock, newId: randomUUID }),
      listWebhookDeliveries: listWebhookDeliveries({ endpoints, deliveries }),
      replayWebhookDelivery: replayWebhookDelivery({ endpoints, deliveries: { ...deliveries, putBack: asked.putBack }, wake, clock }),
      replayWebhookDeliveries: replayWebhookDeliveries({ endpoints, startReplay: replayStarter(table, commit), wake, clock }),
    },
    ...gatekeepers(client, environment),
  });
};
