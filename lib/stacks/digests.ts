import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { chunksQueue, partsQueue } from '../constructs/fan-out-queues.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { wakeByQueue } from '../constructs/queue-trigger.ts';
import { wakeEvery } from '../constructs/schedule.ts';
import type { DataStack } from './data.ts';
import type { MailStack } from './mail.ts';

export interface DigestsStackProps extends StackProps {
  data: DataStack;
  mail: MailStack;
}

/** Chunks for one invocation: what is not sent within its time goes back. */
const DELIVERY_BATCH = 10;

/** The digest run: slots that are due ▸ lists of their readers, merged ▸ one letter a person. It has queues of its own, so that no alert waits behind it. */
export class DigestsStack extends Stack {
  /** What the reconciler is told, to finish digests too. */
  readonly queueAddresses: Record<'DIGEST_PARTS_QUEUE' | 'DIGEST_DELIVERY_QUEUE', string>;
  readonly queueArns: Record<'digest-parts' | 'digest-delivery', string>;

  constructor(scope: Construct, id: string, { data, mail, ...props }: DigestsStackProps) {
    super(scope, id, props);
    const { alarmTopic, parameters, tables, leaveKeys } = data;
    const { concurrency, mail: stageMail } = data.house.stage.settings;
    const { queue: parts } = partsQueue(this, 'Parts', {
      why: 'Une partie des citoyens qui ont choisi un récapitulatif ne le reçoit pas : la liste de ce qu’il dit n’a pas été lue.',
      alarmTopic,
    });
    const { queue: delivery } = chunksQueue(this, 'Delivery', {
      why: 'Jusqu’à cinquante citoyens par message ne reçoivent pas leur récapitulatif du jour ou de la semaine.',
      alarmTopic,
    });
    this.queueAddresses = { DIGEST_PARTS_QUEUE: parts.queueUrl, DIGEST_DELIVERY_QUEUE: delivery.queueUrl };
    this.queueArns = { 'digest-parts': parts.queueArn, 'digest-delivery': delivery.queueArn };
    const house = { ...data.house, reach: { ...data.house.reach, mail: mail.arns, queues: this.queueArns } };
    const lists = { PUBLICATIONS_TABLE: tables.publications.tableName, DIGESTS_TABLE: tables.digests.tableName };
    const planner = new ParvisFunction(this, {
      name: 'alerts-digest-planner',
      house,
      environment: { ...lists, DIGEST_PARTS_QUEUE: parts.queueUrl },
    });
    wakeEvery(Duration.minutes(1), planner);
    const pager = new ParvisFunction(this, { name: 'alerts-digest-pager', house, environment: { ...lists, ...this.queueAddresses } });
    wakeByQueue(pager, { queue: parts, batch: { messages: 1 }, maxConcurrency: concurrency.audience });
    const deliverer = new ParvisFunction(this, {
      name: 'alerts-digest-delivery',
      house,
      environment: {
        ACCOUNTS_TABLE: tables.accounts.tableName,
        SUBSCRIPTIONS_TABLE: tables.subscriptions.tableName,
        PREFERENCES_TABLE: tables.preferences.tableName,
        SPACES_TABLE: tables.spaces.tableName,
        PUBLICATIONS_TABLE: tables.publications.tableName,
        LEAVE_KEYS_SECRET: leaveKeys.secretArn,
        SITE_ADDRESS: parameters.siteAddress,
        MAIL_SENDER: mail.sender,
        MAIL_CONFIGURATION_SET: mail.configurationSetName,
        SENDING_TABLE: tables.sending.tableName,
        SENDS_PER_SECOND: String(stageMail.perSecond),
        DELIVERY_WORKERS: String(concurrency.delivery),
        DIGEST_DELIVERY_QUEUE: delivery.queueUrl,
      },
    });
    wakeByQueue(deliverer, { queue: delivery, batch: { messages: DELIVERY_BATCH }, maxConcurrency: concurrency.delivery });
  }
}
