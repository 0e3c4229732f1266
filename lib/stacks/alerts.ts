import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { wakeByQueue } from '../constructs/queue-trigger.ts';
import { wakeEvery } from '../constructs/schedule.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { DataStack } from './data.ts';
import type { EventsStack } from './events.ts';
import type { MailStack } from './mail.ts';

export interface AlertsStackProps extends StackProps {
  data: DataStack;
  events: EventsStack;
  mail: MailStack;
}

/** Half an hour of a mail service that throttles or fails, before a chunk is left to the reconciler and rings. */
const DELIVERY_ATTEMPTS = 60;

/** The fan-out: a significant revision ▸ shards of its audience ▸ pages of people ▸ fifty mails at a time, and what finishes the work when a step was lost. */
export class AlertsStack extends Stack {
  readonly delivery: WorkQueue;

  constructor(scope: Construct, id: string, { data, events, mail, ...props }: AlertsStackProps) {
    super(scope, id, props);
    const { alarmTopic, parameters, tables, leaveKeys } = data;
    const { concurrency, coolDownSeconds } = data.house.stage.settings;
    const audience = new WorkQueue(this, 'Audience', {
      visibility: Duration.seconds(90),
      why: "Une partie des abonnés d'une fiche n'est pas prévenue : leur page de la liste n'a pas été lue.",
      alarmTopic,
    });
    this.delivery = new WorkQueue(this, 'Delivery', {
      visibility: Duration.seconds(30),
      attempts: DELIVERY_ATTEMPTS,
      why: "Jusqu'à cinquante abonnés par message ne reçoivent pas l'alerte qu'ils attendent.",
      alarmTopic,
    });
    const house = {
      ...data.house,
      reach: {
        ...data.house.reach,
        mail: mail.arns,
        queues: { audience: audience.queue.queueArn, delivery: this.delivery.queue.queueArn },
      },
    };
    const subscribers = { SUBSCRIPTIONS_TABLE: tables.subscriptions.tableName, PUBLICATIONS_TABLE: tables.publications.tableName };
    const queues = { AUDIENCE_QUEUE: audience.queue.queueUrl, DELIVERY_QUEUE: this.delivery.queue.queueUrl };
    const planning = { ...subscribers, AUDIENCE_QUEUE: queues.AUDIENCE_QUEUE, COOL_DOWN_SECONDS: String(coolDownSeconds) };
    new EventConsumer(this, {
      name: 'alerts-planner',
      house,
      topic: events.topic,
      alarmTopic,
      environment: planning,
    });
    const due = new ParvisFunction(this, { name: 'alerts-due', house, environment: planning });
    wakeEvery(Duration.minutes(1), due);
    new EventConsumer(this, {
      name: 'alerts-frequencies',
      house,
      topic: events.topic,
      alarmTopic,
      environment: {
        SUBSCRIPTIONS_TABLE: tables.subscriptions.tableName,
        PREFERENCES_TABLE: tables.preferences.tableName,
        OUTBOX_TABLE: tables.outbox.tableName,
        AUDIT_TABLE: tables.audit.tableName,
      },
    });
    const pager = new ParvisFunction(this, {
      name: 'alerts-pager',
      house,
      environment: {
        ...subscribers,
        ...queues,
        PREFERENCES_TABLE: tables.preferences.tableName,
        DIGESTS_TABLE: tables.digests.tableName,
      },
    });
    wakeByQueue(pager, { queue: audience.queue, batch: { messages: 1 }, maxConcurrency: concurrency.audience });
    const deliverer = new ParvisFunction(this, {
      name: 'alerts-delivery',
      house,
      environment: {
        ...subscribers,
        ACCOUNTS_TABLE: tables.accounts.tableName,
        LEAVE_KEYS_SECRET: leaveKeys.secretArn,
        SITE_ADDRESS: parameters.siteAddress,
        MAIL_SENDER: mail.sender,
        MAIL_CONFIGURATION_SET: mail.configurationSetName,
      },
    });
    wakeByQueue(deliverer, { queue: this.delivery.queue, batch: { messages: 1 }, maxConcurrency: concurrency.delivery });
    const reconciler = new ParvisFunction(this, {
      name: 'alerts-reconciler',
      house,
      environment: { PUBLICATIONS_TABLE: tables.publications.tableName, ...queues },
    });
    wakeEvery(Duration.minutes(5), reconciler);
  }
}
