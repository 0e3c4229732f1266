import { CfnOutput, Duration, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { encryptedTopic } from '../constructs/encrypted-topic.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { wakeByQueue } from '../constructs/queue-trigger.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { DataStack } from './data.ts';

/** News of one chunk mostly comes together, and is written together. */
const FEEDBACK_BATCH = 500;
/** What the ledger counts of a mail once the mail service has it. */
const COUNTED_EVENTS = [
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.RENDERING_FAILURE,
];

/** Who mails come from, and what became of them: mail service ▸ topic ▸ feedback queue ▸ ledger. */
export class MailStack extends Stack {
  readonly sender: string;
  readonly configurationSetName: string;
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, { data, ...props }: StackProps & { data: DataStack }) {
    super(scope, id, props);
    const domain = data.parameters.mailDomain;
    const configurationSet = new ConfigurationSet(this, 'Alerts', {
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    });
    const identity = new EmailIdentity(this, 'Domain', { identity: Identity.domain(domain) });
    this.sender = Fn.join('', ['Parvis <alertes@', domain, '>']);
    this.configurationSetName = configurationSet.configurationSetName;
    this.arns = [
      identity.emailIdentityArn,
      this.formatArn({ service: 'ses', resource: 'configuration-set', resourceName: configurationSet.configurationSetName }),
    ];
    configurationSet.addEventDestination('Feedback', {
      destination: EventDestination.snsTopic(this.feedbackTopic(data)),
      events: COUNTED_EVENTS,
    });
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
      why: "Un éditeur lit un suivi d'envoi faux : des remises ou des rejets de courriels n'y sont pas comptés.",
      alarmTopic: data.alarmTopic,
    });
    topic.addSubscription(new SqsSubscription(feedback.queue, { rawMessageDelivery: true }));
    const target = new ParvisFunction(this, {
      name: 'alerts-feedback',
      house: data.house,
      environment: { PUBLICATIONS_TABLE: data.tables.publications.tableName },
    });
    wakeByQueue(target, {
      queue: feedback.queue,
      batch: { messages: FEEDBACK_BATCH, gatherSeconds: data.house.stage.settings.gatherSeconds },
    });
    return topic;
  }
}
