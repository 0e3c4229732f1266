import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { queueWorker } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { endWhenComplete } from '../end-publication.ts';
import { PartMessage } from '../messages.ts';
import { pageDigest } from '../page-digest.ts';
import { digestLists } from '../store/digest-lists.ts';
import { digestPages } from '../store/digest-pages.ts';
import { partStore } from '../store/parts.ts';
import { publicationStore } from '../store/publications.ts';
import { queueSender } from '../store/queues.ts';

export const wireDigestPager = () => {
  const environment = readEnvironment('alerts-digest-pager');
  const client = dynamo();
  const queues = new SQSClient({});
  const parts = partStore(client, environment.PUBLICATIONS_TABLE);
  const publications = publicationStore(client, environment.PUBLICATIONS_TABLE);
  return queueWorker(
    PartMessage,
    pageDigest({
      lists: digestLists(client, environment.DIGESTS_TABLE),
      pages: digestPages(client, environment.PUBLICATIONS_TABLE),
      parts,
      sendParts: queueSender(queues, environment.DIGEST_PARTS_QUEUE),
      sendChunks: queueSender(queues, environment.DIGEST_DELIVERY_QUEUE),
      endWhenComplete: endWhenComplete({ publications, parts, clock: systemClock }),
      clock: systemClock,
    }),
  );
};
