import { CfnOutput, Duration, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { encryptedTopic } from '../constructs/encrypted-topic.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { wakeByQueue } from '../constructs/queue-trigger.ts';
import { wakeEvery } from '../constructs/schedule.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { DataStack } from './data.ts';

/** News of one chunk mostly comes together, and is written together. */
const FEEDBACK_BATCH = 500;
/** What is followed of a mail once the mail service has it. */
const FOLLOWED_EVENTS = [
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.DELIVERY_DELAY,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.RENDERING_FAILURE,
];

/** Who mails come from, and what became of them: mail service ▸ topic ▸ feedback queue ▸ ledger, addresses and reputation. */
export class MailStack extends Stack {
  readonly sender: string;
  /** Of what one person waits for, as an activation. */
  readonly letterSender: string;
  readonly configurationSetName: string;
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, { data, ...props }: StackProps & { data: DataStack }) {
    super(scope, id, props);
    const domain = data.parameters.mailDomain;
    const configurationSet = new ConfigurationSet(this, 'Alerts', {
      reputationMetrics: true,
      // The list of the mail service would refuse for ever whom we let resume; bad addresses are stopped by ourselves, and the person sees it.
      disableSuppressionList: true,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    });
    const identity = new EmailIdentity(this, 'Domain', { identity: Identity.domain(domain) });
    this.sender = Fn.join('', ['Parvis <alertes@', domain, '>']);
    this.letterSender = Fn.join('', ['Parvis <ne-pas-repondre@', domain, '>']);
    this.configurationSetName = configurationSet.configurationSetName;
    this.arns = [
      identity.emailIdentityArn,
      this.formatArn({ service: 'ses', resource: 'configuration-set', resourceName: configurationSet.configurationSetName }),
    ];
    configurationSet.addEventDestination('Feedback', {
      destination: EventDestination.snsTopic(this.feedbackTopic(data)),
      events: FOLLOWED_EVENTS,
    });
    const reputation = new ParvisFunction(this, {
      name: 'alerts-reputation',
      house: data.house,
      environment: { SENDING_TABLE: data.tables.sending.tableName },
    });
    wakeEvery(Duration.minutes(1), reputation);
    for (const [rank, record] of identity.dkimRecords.entries()) {
      new CfnOutput(this, `DkimRecord${rank + 1}`, {
        value: `${record.name} CNAME ${record.value}`,
        description: 'To publish in the DNS of the mail domain',
      });
    }
  }

  private feedbackTopic(data: DataStack): Topic {
    const topic = encryptedTopic(this, 'FeedbackTopic', { key: data.key, writer: 'ses.amazonaws.com' });
    const feedback = new WorkQueue(this, 'Feedback', {
      visibility: Duration.seconds(60),
      why: 'Des courriels partent encore vers des adresses qui les rejettent ou n’en veulent plus, et un éditeur lit un suivi d’envoi faux.',
      alarmTopic: data.alarmTopic,
    });
    topic.addSubscription(new SqsSubscription(feedback.queue, { rawMessageDelivery: true }));
    const target = new ParvisFunction(this, {
      name: 'alerts-feedback',
      house: data.house,
      environment: {
        PUBLICATIONS_TABLE: data.tables.publications.tableName,
        ADDRESSES_TABLE: data.tables.addresses.tableName,
        SENDING_TABLE: data.tables.sending.tableName,
        OUTBOX_TABLE: data.tables.outbox.tableName,
        AUDIT_TABLE: data.tables.audit.tableName,
      },
    });
    wakeByQueue(target, {
      queue: feedback.queue,
      batch: { messages: FEEDBACK_BATCH, gatherSeconds: data.house.stage.settings.gatherSeconds },
    });
    return topic;
  }
}
