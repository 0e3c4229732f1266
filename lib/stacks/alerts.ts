import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { FanOutQueues } from '../constructs/fan-out-queues.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { wakeByQueue } from '../constructs/queue-trigger.ts';
import { wakeEvery } from '../constructs/schedule.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import { smsEnvironment } from '../functions/sms-environment.ts';
import type { DataStack } from './data.ts';
import type { DigestsStack } from './digests.ts';
import type { EventsStack } from './events.ts';
import type { MailStack } from './mail.ts';

export interface AlertsStackProps extends StackProps {
  data: DataStack;
  events: EventsStack;
  mail: MailStack;
  digests: DigestsStack;
}

/** The fan-out: a significant revision ▸ shards of its audience ▸ pages of people ▸ fifty mails at a time, and what finishes the work when a step was lost. */
export class AlertsStack extends Stack {
  readonly delivery: WorkQueue;
  readonly deliveryUrgent: WorkQueue;
  readonly due: IFunction;

  constructor(scope: Construct, id: string, { data, events, mail, digests, ...props }: AlertsStackProps) {
    super(scope, id, props);
    const { alarmTopic, parameters, tables, leaveKeys } = data;
    const { concurrency, coolDownSeconds, mail: stageMail } = data.house.stage.settings;
    const fanOut = new FanOutQueues(this, 'FanOut', alarmTopic);
    this.delivery = fanOut.delivery;
    this.deliveryUrgent = fanOut.deliveryUrgent;
    const house = {
      ...data.house,
      reach: {
        ...data.house.reach,
        mail: mail.arns,
        queues: { ...fanOut.arns, ...digests.queueArns },
      },
    };
    const subscribers = { SUBSCRIPTIONS_TABLE: tables.subscriptions.tableName, PUBLICATIONS_TABLE: tables.publications.tableName };
    const sending = { SENDING_TABLE: tables.sending.tableName, SENDS_PER_SECOND: String(stageMail.perSecond) };
    const { AUDIENCE_QUEUE, AUDIENCE_URGENT_QUEUE, DELIVERY_QUEUE, DELIVERY_URGENT_QUEUE } = fanOut.environment;
    const planning = { ...subscribers, AUDIENCE_QUEUE, AUDIENCE_URGENT_QUEUE, COOL_DOWN_SECONDS: String(coolDownSeconds) };
    new EventConsumer(this, {
      name: 'alerts-planner',
      house,
      topic: events.topic,
      alarmTopic,
      environment: planning,
    });
    this.due = new ParvisFunction(this, { name: 'alerts-due', house, environment: planning });
    wakeEvery(Duration.minutes(1), this.due);
    new EventConsumer(this, {
      name: 'alerts-departures',
      house,
      topic: events.topic,
      alarmTopic,
      environment: {
        SUBSCRIPTIONS_TABLE: tables.subscriptions.tableName,
        PREFERENCES_TABLE: tables.preferences.tableName,
        MEMBERSHIPS_TABLE: tables.memberships.tableName,
        OUTBOX_TABLE: tables.outbox.tableName,
        AUDIT_TABLE: tables.audit.tableName,
      },
    });
    new EventConsumer(this, {
      name: 'alerts-frequencies',
      house,
      topic: events.topic,
      alarmTopic,
      environment: {
        SUBSCRIPTIONS_TABLE: tables.subscriptions.tableName,
        PREFERENCES_TABLE: tables.preferences.tableName,
        MEMBERSHIPS_TABLE: tables.memberships.tableName,
        PHONES_TABLE: tables.phones.tableName,
        OUTBOX_TABLE: tables.outbox.tableName,
        AUDIT_TABLE: tables.audit.tableName,
      },
    });
    new EventConsumer(this, {
      name: 'alerts-holdings',
      house,
      topic: events.topic,
      alarmTopic,
      environment: {
        ...data.holdings,
        SUBSCRIPTIONS_TABLE: tables.subscriptions.tableName,
        PREFERENCES_TABLE: tables.preferences.tableName,
        PHONES_TABLE: tables.phones.tableName,
        ADDRESSES_TABLE: tables.addresses.tableName,
        FICHES_TABLE: tables.fiches.tableName,
      },
    });
    const pager = new ParvisFunction(this, {
      name: 'alerts-pager',
      house,
      environment: {
        ...subscribers,
        ...fanOut.environment,
        PREFERENCES_TABLE: tables.preferences.tableName,
        DIGESTS_TABLE: tables.digests.tableName,
      },
    });
    wakeByQueue(pager, { queue: fanOut.audience.queue, batch: { messages: 1 }, maxConcurrency: concurrency.audience });
    wakeByQueue(pager, { queue: fanOut.audienceUrgent.queue, batch: { messages: 1 }, maxConcurrency: concurrency.urgent, name: 'Urgent' });
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
        ...sending,
        DELIVERY_WORKERS: String(concurrency.delivery),
        SEND_WAY: stageMail.way,
        PHONES_TABLE: tables.phones.tableName,
        OUTBOX_TABLE: tables.outbox.tableName,
        AUDIT_TABLE: tables.audit.tableName,
        ...smsEnvironment(data.house.stage.settings),
        DELIVERY_QUEUE,
        DELIVERY_URGENT_QUEUE,
      },
    });
    /** Who has a second one would keep it from a worker that has none, when the last ones are sent. */
    const batch = { messages: 1 };
    wakeByQueue(deliverer, { queue: fanOut.delivery.queue, batch, maxConcurrency: concurrency.delivery });
    wakeByQueue(deliverer, { queue: fanOut.deliveryUrgent.queue, batch, maxConcurrency: concurrency.urgent, name: 'Urgent' });
    const reconciler = new ParvisFunction(this, {
      name: 'alerts-reconciler',
      house,
      environment: { PUBLICATIONS_TABLE: tables.publications.tableName, ...fanOut.environment, ...digests.queueAddresses },
    });
    wakeEvery(Duration.minutes(5), reconciler);
  }
}
