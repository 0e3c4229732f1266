import { Duration } from 'aws-cdk-lib';
import { type ITopic, SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { EnvironmentOf } from '../../schemas/environment.ts';
import { type ConsumerFunction, consumers } from '../../schemas/events/index.ts';
import { functionSettings } from '../functions/settings.ts';
import { type FunctionHouse, ParvisFunction } from './parvis-function.ts';
import { type Batch, wakeByQueue } from './queue-trigger.ts';
import { WorkQueue } from './work-queue.ts';

export interface EventConsumerProps<Name extends ConsumerFunction> {
  name: Name;
  house: FunctionHouse;
  environment: EnvironmentOf<Name>;
  topic: ITopic;
  alarmTopic: ITopic;
  /** How many events the function takes together; ten without it. */
  batch?: Batch;
  maxConcurrency?: number;
}

const TEN: Batch = { messages: 10 };
/** AWS's advice: a batch that was held up still ends before its messages show again. */
const VISIBILITY_PER_TIMEOUT = 2;

/** A line of `consumers`: topic ▸ filter ▸ queue ▸ function, with a dead-letter queue and an alarm that says who is hurt. */
export class EventConsumer<Name extends ConsumerFunction> extends Construct {
  readonly work: WorkQueue;

  constructor(scope: Construct, props: EventConsumerProps<Name>) {
    const { name, house, environment, topic, alarmTopic, batch = TEN, maxConcurrency } = props;
    super(scope, `${name}-consumer`);
    const { on, why } = consumers[name];
    this.work = new WorkQueue(this, 'Work', {
      visibility: Duration.seconds(VISIBILITY_PER_TIMEOUT * functionSettings[name].timeout + (batch.gatherSeconds ?? 0)),
      why,
      alarmTopic,
    });
    topic.addSubscription(
      new SqsSubscription(this.work.queue, {
        rawMessageDelivery: true,
        filterPolicy: { type: SubscriptionFilter.stringFilter({ allowlist: on.map(({ type }) => type) }) },
      }),
    );
    const target = new ParvisFunction(scope, { name, house, environment });
    wakeByQueue(target, { queue: this.work.queue, batch, ...(maxConcurrency === undefined ? {} : { maxConcurrency }) });
  }
}
