import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { queueWorker } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { endWhenComplete } from '../end-publication.ts';
import { PartMessage } from '../messages.ts';
import { pageAudience } from '../page-audience.ts';
import { audienceReader } from '../store/audience.ts';
import { digestLists } from '../store/digest-lists.ts';
import { pageWriter } from '../store/page-writer.ts';
import { partStore } from '../store/parts.ts';
import { preferencesReader } from '../store/preferences.ts';
import { publicationStore } from '../store/publications.ts';
import { urgentSender } from '../store/queues.ts';

export const wirePager = () => {
  const environment = readEnvironment('alerts-pager');
  const client = dynamo();
  const queues = new SQSClient({});
  const publications = publicationStore(client, environment.PUBLICATIONS_TABLE);
  const parts = partStore(client, environment.PUBLICATIONS_TABLE);
  return queueWorker(
    PartMessage,
    pageAudience({
      audience: audienceReader(client, environment.SUBSCRIPTIONS_TABLE),
      publications,
      parts,
      preferences: preferencesReader(client, environment.PREFERENCES_TABLE),
      digests: digestLists(client, environment.DIGESTS_TABLE),
      writePage: pageWriter(client, { publications: environment.PUBLICATIONS_TABLE, digests: environment.DIGESTS_TABLE }),
      sendParts: urgentSender(queues, environment.AUDIENCE_QUEUE, environment.AUDIENCE_URGENT_QUEUE),
      sendChunks: urgentSender(queues, environment.DELIVERY_QUEUE, environment.DELIVERY_URGENT_QUEUE),
      endWhenComplete: endWhenComplete({ publications, parts, clock: systemClock }),
      clock: systemClock,
    }),
  );
};
