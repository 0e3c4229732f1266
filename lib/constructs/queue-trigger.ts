import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { consumes } from '../functions/grants.ts';

export interface QueueTriggerProps {
  queue: IQueue;
  batchSize: number;
  /** At most so many invocations at once; without it, as many as the queue calls for. */
  maxConcurrency?: number;
  /** How long messages gather before an invocation. */
  windowSeconds?: number;
}

/** A queue's messages wake a function, which gives back those it failed on and only those. */
export const wakeByQueue = (target: IFunction, { queue, batchSize, maxConcurrency, windowSeconds }: QueueTriggerProps): void => {
  consumes(target, queue.queueArn);
  new EventSourceMapping(target, 'QueueTrigger', {
    target,
    eventSourceArn: queue.queueArn,
    batchSize,
    reportBatchItemFailures: true,
    ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
    ...(windowSeconds === undefined ? {} : { maxBatchingWindow: Duration.seconds(windowSeconds) }),
  });
};
