import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { wakeByQueue } from '../constructs/queue-trigger.ts';
import { wakeEvery } from '../constructs/schedule.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { DataStack } from './data.ts';
import type { EventsStack } from './events.ts';

export interface WebhooksStackProps extends StackProps {
  data: DataStack;
  events: EventsStack;
}

/** What partners are told: an event ▸ a delivery for each endpoint ▸ one sender at a time to each, called by a queue, or by a schedule for what comes later. */
export class WebhooksStack extends Stack {
  readonly calls: WorkQueue;

  constructor(scope: Construct, id: string, { data, events, ...props }: WebhooksStackProps) {
    super(scope, id, props);
    const { alarmTopic, parameters, tables, webhookKeys } = data;
    const { concurrency, webhooks } = data.house.stage.settings;
    this.calls = new WorkQueue(this, 'Calls', {
      visibility: Duration.seconds(60),
      why: 'Un partenaire n’est plus prévenu de rien : l’envoi vers son adresse échoue chez nous.',
      alarmTopic,
    });
    const house = { ...data.house, reach: { ...data.house.reach, queues: { webhooks: this.calls.queue.queueArn } } };
    const places = { WEBHOOKS_TABLE: tables.webhooks.tableName, WEBHOOKS_QUEUE: this.calls.queue.queueUrl };
    new EventConsumer(this, {
      name: 'webhooks-planner',
      house,
      topic: events.topic,
      alarmTopic,
      environment: { ...places, FICHES_TABLE: tables.fiches.tableName, SITE_ADDRESS: parameters.siteAddress },
    });
    const sender = new ParvisFunction(this, {
      name: 'webhooks-sender',
      house,
      environment: {
        ...places,
        WEBHOOK_KEYS_SECRET: webhookKeys.secretArn,
        WEBHOOK_LOOPBACK: webhooks.loopback,
        WEBHOOK_RETRY_SECONDS: webhooks.retrySeconds.join(','),
      },
    });
    wakeByQueue(sender, { queue: this.calls.queue, batch: { messages: 1 }, maxConcurrency: concurrency.webhooks });
    wakeEvery(Duration.minutes(1), new ParvisFunction(this, { name: 'webhooks-waker', house, environment: places }));
  }
}
