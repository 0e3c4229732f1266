import { Alarm, type AlarmProps, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** Each is `docs/runbooks/<name>.md`. */
export type Runbook =
  | 'api-errors'
  | 'dead-letters'
  | 'endless-erasure'
  | 'failing-webhooks'
  | 'late-alerts'
  | 'late-closings'
  | 'late-publications'
  | 'mail-reputation'
  | 'refused-mails'
  | 'slow-delivery'
  | 'sms-budget'
  | 'state-providers'
  | 'stale-archive'
  | 'stuck-outbox'
  | 'unchecked-documents';

export interface HurtAlarmProps extends Pick<AlarmProps, 'metric' | 'threshold' | 'evaluationPeriods'> {
  /** French: who is hurt, and how they see it. */
  why: string;
  runbook: Runbook;
  topic: ITopic;
}

/** Rings when somebody is hurt, says who, and names the page that says what to do. Silence is no alarm. */
export class HurtAlarm extends Alarm {
  constructor(scope: Construct, id: string, { why, runbook, topic, ...props }: HurtAlarmProps) {
    super(scope, id, {
      ...props,
      alarmDescription: `${why} Que faire : docs/runbooks/${runbook}.md`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(topic));
  }
}
