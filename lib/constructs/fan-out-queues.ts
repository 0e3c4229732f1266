import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { WorkQueue } from './work-queue.ts';

/** Half an hour of a mail service that fails, before a chunk is left to the reconciler and rings. One that only waits for its turn is no failure. */
const DELIVERY_ATTEMPTS = 140;
/** The eleven seconds of the function, the lease of a chunk (twelve) and this move together: a killed worker is replaced within fifteen. */
const DELIVERY_VISIBILITY = Duration.seconds(13);
const AUDIENCE_VISIBILITY = Duration.seconds(90);

export interface FanOutQueueProps {
  /** French: who is hurt when a message is given up. */
  why: string;
  alarmTopic: ITopic;
}

/** A queue of parts of an audience to be read. */
export const partsQueue = (scope: Construct, id: string, props: FanOutQueueProps): WorkQueue =>
  new WorkQueue(scope, id, { ...props, visibility: AUDIENCE_VISIBILITY });

/** A queue of chunks to be sent. */
export const chunksQueue = (scope: Construct, id: string, props: FanOutQueueProps): WorkQueue =>
  new WorkQueue(scope, id, { ...props, visibility: DELIVERY_VISIBILITY, attempts: DELIVERY_ATTEMPTS });

/** The queues of the fan-out: parts of an audience to be read and chunks to be sent, those of urgent alerts apart. */
export class FanOutQueues extends Construct {
  readonly audience: WorkQueue;
  readonly audienceUrgent: WorkQueue;
  readonly delivery: WorkQueue;
  readonly deliveryUrgent: WorkQueue;
  /** What a function is told that puts something into all of them. */
  readonly environment: Record<'AUDIENCE_QUEUE' | 'AUDIENCE_URGENT_QUEUE' | 'DELIVERY_QUEUE' | 'DELIVERY_URGENT_QUEUE', string>;
  readonly arns: Record<'audience' | 'audience-urgent' | 'delivery' | 'delivery-urgent', string>;

  constructor(scope: Construct, id: string, alarmTopic: ITopic) {
    super(scope, id);
    const audience = (name: string, why: string) => partsQueue(scope, name, { why, alarmTopic });
    const delivery = (name: string, why: string) => chunksQueue(scope, name, { why, alarmTopic });
    this.audience = audience('Audience', 'Une partie des abonnés d’une fiche n’est pas prévenue : leur page de la liste n’a pas été lue.');
    this.audienceUrgent = audience(
      'AudienceUrgent',
      'Une partie des abonnés d’une fiche n’est pas prévenue d’une modification urgente : leur page de la liste n’a pas été lue.',
    );
    this.delivery = delivery('Delivery', 'Jusqu’à cinq cents abonnés par message ne reçoivent pas l’alerte qu’ils attendent.');
    this.deliveryUrgent = delivery('DeliveryUrgent', 'Jusqu’à cinq cents abonnés par message ne reçoivent pas une alerte urgente.');
    this.environment = {
      AUDIENCE_QUEUE: this.audience.queue.queueUrl,
      AUDIENCE_URGENT_QUEUE: this.audienceUrgent.queue.queueUrl,
      DELIVERY_QUEUE: this.delivery.queue.queueUrl,
      DELIVERY_URGENT_QUEUE: this.deliveryUrgent.queue.queueUrl,
    };
    this.arns = {
      audience: this.audience.queue.queueArn,
      'audience-urgent': this.audienceUrgent.queue.queueArn,
      delivery: this.delivery.queue.queueArn,
      'delivery-urgent': this.deliveryUrgent.queue.queueArn,
    };
  }
}
