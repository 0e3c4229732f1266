import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { log } from '../../shared/log.ts';
import { deliveryStore } from '../store/delivery-table.ts';
import { endpointReader } from '../store/endpoint-table.ts';
import { replayStore } from '../store/replay-store.ts';
import { wakeQueue } from '../store/wake-queue.ts';
import { wakeSenders } from '../wake-senders.ts';

export const wireWaker = () => {
  const environment = readEnvironment('webhooks-waker');
  const client = dynamo();
  const table = environment.WEBHOOKS_TABLE;
  return wakeSenders({
    endpoints: endpointReader(client, table),
    deliveries: deliveryStore(client, table),
    replays: replayStore(client, table),
    wake: wakeQueue(new SQSClient({}), environment.WEBHOOKS_QUEUE),
    clock: systemClock,
    log,
  });
};
