import { SQSClient } from '@aws-sdk/client-sqs';
import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { onFicheDeclaredSignificant } from '../on-fiche-declared-significant.ts';
import { audienceReader } from '../store/audience.ts';
import { partStore } from '../store/parts.ts';
import { publicationStore } from '../store/publications.ts';
import { queueSender } from '../store/queues.ts';

export const wirePlanner = () => {
  const environment = readEnvironment('alerts-planner');
  const client = dynamo();
  return eventConsumer(consumers['alerts-planner'], {
    'fiche.declared-significant': onFicheDeclaredSignificant({
      audience: audienceReader(client, environment.SUBSCRIPTIONS_TABLE),
      publications: publicationStore(client, environment.PUBLICATIONS_TABLE),
      parts: partStore(client, environment.PUBLICATIONS_TABLE),
      sendParts: queueSender(new SQSClient({}), environment.AUDIENCE_QUEUE),
      clock: systemClock,
    }),
  });
};
