import { SQSClient } from '@aws-sdk/client-sqs';
import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { log } from '../../shared/log.ts';
import { onFicheDeclaredSignificant, onFicheRevised } from '../plan-deliveries.ts';
import { deliveryStore } from '../store/delivery-table.ts';
import { endpointReader } from '../store/endpoint-table.ts';
import { factsReader } from '../store/fiche-facts.ts';
import { wakeQueue } from '../store/wake-queue.ts';

export const wirePlanner = () => {
  const environment = readEnvironment('webhooks-planner');
  const client = dynamo();
  const table = environment.WEBHOOKS_TABLE;
  const dependencies = {
    endpoints: endpointReader(client, table),
    deliveries: deliveryStore(client, table),
    readFacts: factsReader(client, environment.FICHES_TABLE),
    wake: wakeQueue(new SQSClient({}), environment.WEBHOOKS_QUEUE),
    clock: systemClock,
    log,
    site: environment.SITE_ADDRESS,
  };
  return eventConsumer(consumers['webhooks-planner'], {
    'fiche.declared-significant': onFicheDeclaredSignificant(dependencies),
    'fiche.revised': onFicheRevised(dependencies),
  });
};
