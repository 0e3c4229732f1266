import { SQSClient } from '@aws-sdk/client-sqs';
import type { ScheduledEvent } from 'aws-lambda';
import { isDigestId } from '../../../schemas/digest.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { endWhenComplete } from '../end-publication.ts';
import type { ChunkMessage, PartMessage } from '../messages.ts';
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
  const alerts = {
    sendParts: urgentSender<PartMessage>(queues, environment.AUDIENCE_QUEUE, environment.AUDIENCE_URGENT_QUEUE),
    sendChunks: urgentSender<ChunkMessage>(queues, environment.DELIVERY_QUEUE, environment.DELIVERY_URGENT_QUEUE),
  };
  const digests = {
    sendParts: queueSender<PartMessage>(queues, environment.DIGEST_PARTS_QUEUE),
    sendChunks: queueSender<ChunkMessage>(queues, environment.DIGEST_DELIVERY_QUEUE),
  };
  const finishAt = (at: Date): Promise<void> =>
    reconcile({
      publications,
      parts,
      chunks: chunkStore(client, environment.PUBLICATIONS_TABLE),
      queuesOf: (id) => (isDigestId(id) ? digests : alerts),
      endWhenComplete: endWhenComplete({ publications, parts, clock: systemClock }),
      clock: () => at,
    })();
  return ({ time }: Pick<ScheduledEvent, 'time'>): Promise<void> => finishAt(new Date(time));
};
