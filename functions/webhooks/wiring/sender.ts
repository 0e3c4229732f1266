import { randomUUID } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { queueWorker } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { log } from '../../shared/log.ts';
import { WakeMessage } from '../messages.ts';
import { httpsPost } from '../post/https-post.ts';
import { sendInTurn } from '../send-in-turn.ts';
import { deliveryStore } from '../store/delivery-table.ts';
import { replayStore } from '../store/replay-store.ts';
import { turnStore } from '../store/turn-table.ts';
import { wakeQueue } from '../store/wake-queue.ts';
import { sealingKeys } from './secrets.ts';

export const wireSender = () => {
  const environment = readEnvironment('webhooks-sender');
  const client = dynamo();
  const table = environment.WEBHOOKS_TABLE;
  return queueWorker(
    WakeMessage,
    sendInTurn({
      turns: turnStore(client, table),
      deliveries: deliveryStore(client, table),
      replays: replayStore(client, table),
      readKeyring: sealingKeys(environment.WEBHOOK_KEYS_SECRET),
      post: httpsPost({ loopback: environment.WEBHOOK_LOOPBACK === 'taken' }),
      wake: wakeQueue(new SQSClient({}), environment.WEBHOOKS_QUEUE),
      delays: environment.WEBHOOK_RETRY_SECONDS.split(',').map(Number),
      random: Math.random,
      newId: randomUUID,
      clock: systemClock,
      log,
    }),
  );
};
