import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { consumes } from '../functions/grants.ts';

/** Messages for one invocation; more than ten must gather for some seconds. */
export interface Batch {
  messages: number;
  gatherSeconds?: number;
}

export interface QueueTriggerProps {
  queue: IQueue;
  batch: Batch;
  /** At most so many invocations at once, and no fewer than two; without it, as many as the queue calls for. */
  maxConcurrency?: number;
  /** What tells it from the function's other triggers, where it has several. */
  name?: string;
}

/** A queue's messages wake a function, which gives back those it failed on and only those. */
export const wakeByQueue = (target: IFunction, { queue, batch, maxConcurrency, name = '' }: QueueTriggerProps): void => {
  consumes(target, queue.queueArn);
  new EventSourceMapping(target, `${name}QueueTrigger`, {
    target,
    eventSourceArn: queue.queueArn,
    batchSize: batch.messages,
    reportBatchItemFailures: true,
    ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
    ...(batch.gatherSeconds === undefined ? {} : { maxBatchingWindow: Duration.seconds(batch.gatherSeconds) }),
  });
};
