import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { HurtAlarm } from './alarm.ts';

export interface WorkQueueProps {
  /** Longer than the function may work on a batch, or two would work on it at once. */
  visibility: Duration;
  /** French: who is hurt when a message is given up. */
  why: string;
  alarmTopic: ITopic;
  /** How often a message is tried before it is put aside; five times without it. */
  attempts?: number;
}

const USUAL_ATTEMPTS = 5;

/** A queue that gives a message up after so many attempts, keeps it two weeks aside, and rings. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { visibility, why, alarmTopic, attempts = USUAL_ATTEMPTS }: WorkQueueProps) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: visibility,
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: attempts },
    });
    new HurtAlarm(this, 'DeadLettersAlarm', {
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: 1,
      evaluationPeriods: 1,
      why,
      runbook: 'dead-letters',
      topic: alarmTopic,
    });
  }
}
