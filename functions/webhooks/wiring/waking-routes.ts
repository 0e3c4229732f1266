import { randomUUID } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { log } from '../../shared/log.ts';
import type { Commit } from '../../shared/store/commit.ts';
import { enableWebhook } from '../enable-webhook.ts';
import { patientWake } from '../patient-wake.ts';
import { replayWebhookDeliveries } from '../replay-webhook-deliveries.ts';
import { replayWebhookDelivery } from '../replay-webhook-delivery.ts';
import { sendTestEvent } from '../send-test-event.ts';
import { askedDeliveries, deliveryStore } from '../store/delivery-table.ts';
import type { EndpointStore } from '../store/endpoint-store.ts';
import { replayStarter } from '../store/replay-store.ts';
import { wakeQueue } from '../store/wake-queue.ts';

export interface WakingRoutesDependencies {
  client: DynamoDBDocumentClient;
  commit: Commit;
  endpoints: EndpointStore;
  environment: Environment<'webhooks-api'>;
}

/** The use cases after which something is to be sent to a partner at once. */
export const wakingUseCases = ({ client, commit, endpoints, environment }: WakingRoutesDependencies) => {
  const table = environment.WEBHOOKS_TABLE;
  const asked = askedDeliveries(table, commit);
  const deliveries = { ...deliveryStore(client, table), putBack: asked.putBack };
  const wake = patientWake(wakeQueue(new SQSClient({}), environment.WEBHOOKS_QUEUE), log);
  return {
    enableWebhook: enableWebhook({ endpoints, wake }),
    sendTestEvent: sendTestEvent({ endpoints, deliveries: asked, wake, clock, newId: randomUUID }),
    replayWebhookDelivery: replayWebhookDelivery({ endpoints, deliveries, wake, clock }),
    replayWebhookDeliveries: replayWebhookDeliveries({ endpoints, startReplay: replayStarter(table, commit), wake, clock }),
  };
};
