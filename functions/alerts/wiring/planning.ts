import { SQSClient } from '@aws-sdk/client-sqs';
import type { Environment } from '../../../schemas/environment.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { audienceReader } from '../store/audience.ts';
import { coolDownStore } from '../store/cool-downs.ts';
import { partStore } from '../store/parts.ts';
import { publicationStore } from '../store/publications.ts';
import { urgentSender } from '../store/queues.ts';

/** What it takes to plan alerts, at once or at the end of a window. */
export const planningDependencies = (environment: Environment<'alerts-planner'>) => {
  const client = dynamo();
  return {
    audience: audienceReader(client, environment.SUBSCRIPTIONS_TABLE),
    publications: publicationStore(client, environment.PUBLICATIONS_TABLE),
    parts: partStore(client, environment.PUBLICATIONS_TABLE),
    coolDowns: coolDownStore(client, environment.PUBLICATIONS_TABLE),
    sendParts: urgentSender(new SQSClient({}), environment.AUDIENCE_QUEUE, environment.AUDIENCE_URGENT_QUEUE),
    coolDown: environment.COOL_DOWN_SECONDS,
    clock: systemClock,
  };
};
