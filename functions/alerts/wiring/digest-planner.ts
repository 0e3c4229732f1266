import { SQSClient } from '@aws-sdk/client-sqs';
import type { ScheduledEvent } from 'aws-lambda';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { planDigests } from '../plan-digests.ts';
import { digestLists } from '../store/digest-lists.ts';
import { digestStore } from '../store/digests.ts';
import { queueSender } from '../store/queues.ts';

export const wireDigestPlanner = () => {
  const environment = readEnvironment('alerts-digest-planner');
  const client = dynamo();
  const tables = { publications: environment.PUBLICATIONS_TABLE, digests: environment.DIGESTS_TABLE };
  const plan = planDigests({
    lists: digestLists(client, environment.DIGESTS_TABLE),
    digests: digestStore(client, tables),
    sendParts: queueSender(new SQSClient({}), environment.DIGEST_PARTS_QUEUE),
    clock: systemClock,
  });
  return ({ time }: Pick<ScheduledEvent, 'time'>): Promise<void> => plan(new Date(time));
};
