import type { SQSEvent } from 'aws-lambda';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { judgeAddress } from '../judge-address.ts';
import { recordFeedback } from '../record-feedback.ts';
import { addressMemoryStore } from '../store/address-memories.ts';
import { feedbackRecorder } from '../store/feedback.ts';
import { lettersTold } from '../store/letters-told.ts';
import { volumeCounter } from '../store/volumes.ts';

export const wireFeedback = () => {
  const environment = readEnvironment('alerts-feedback');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const follow = recordFeedback({
    record: feedbackRecorder(client, environment.PUBLICATIONS_TABLE),
    judge: judgeAddress(addressMemoryStore({ client, table: environment.ADDRESSES_TABLE, commit, clock: systemClock })),
    hear: lettersTold({ client, table: environment.SENDING_TABLE, clock: systemClock }),
    count: volumeCounter(client, environment.SENDING_TABLE),
    clock: systemClock,
  });
  return ({ Records }: SQSEvent) => follow(Records);
};
