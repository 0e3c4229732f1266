import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { endWhenComplete } from '../end-publication.ts';
import { reconcile } from '../reconcile.ts';
import { chunkStore } from '../store/chunks.ts';
import { partStore } from '../store/parts.ts';
import { publicationStore } from '../store/publications.ts';
import { queueSender, urgentSender } from '../store/queues.ts';

export const wireReconciler = () => {
  const environment = readEnvironment('alerts-reconciler');
  const client = dynamo();
  const queues = new SQSClient({});
  const publications = publicationStore(client, environment.PUBLICATIONS_TABLE);
  const parts = partStore(client, environment.PUBLICATIONS_TABLE);
  return reconcile({
    publications,
    parts,
    chunks: chunkStore(client, environment.PUBLICATIONS_TABLE),
    alerts: {
      sendParts: urgentSender(queues, environment.AUDIENCE_QUEUE, environment.AUDIENCE_URGENT_QUEUE),
      sendChunks: urgentSender(queues, environment.DELIVERY_QUEUE, environment.DELIVERY_URGENT_QUEUE),
    },
    digests: {
      sendParts: queueSender(queues, environment.DIGEST_PARTS_QUEUE),
      sendChunks: queueSender(queues, environment.DIGEST_DELIVERY_QUEUE),
    },
    endWhenComplete: endWhenComplete({ publications, parts, clock: systemClock }),
    clock: systemClock,
  });
};
