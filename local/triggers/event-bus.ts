import type { Assembly, Json, JsonObject, LocalResource } from '../assembly.ts';
import { type AwsCaller, callAws } from '../aws-call.ts';
import { matchesPattern } from './filter.ts';
import { messageOf } from './trigger.ts';

/** An event of the default bus, as its rules see it. */
export interface BusEvent {
  source: string;
  'detail-type': string;
  resources: string[];
  detail: JsonObject;
}

interface BusRule {
  pattern: Json;
  queueArns: string[];
}

const readBusRule = ({ path, props }: LocalResource): BusRule => {
  const targets = (props['Targets'] ?? []) as unknown as { Arn: string; Id: string }[];
  for (const { Id: _, Arn, ...others } of targets) {
    if (!Arn.startsWith('arn:aws:sqs:') || Object.keys(others).length > 0)
      throw new Error(`${path}: the local system hands what an event pattern lets through to queues, as it comes, and to nothing else`);
  }
  if (props['ScheduleExpression'] !== undefined) throw new Error(`${path}: the local system runs a schedule or an event pattern, not both`);
  return { pattern: props['EventPattern'] ?? null, queueArns: targets.map(({ Arn }) => Arn) };
};

export const isBusRule = ({ props }: LocalResource): boolean => props['EventPattern'] !== undefined;

export type PublishToBus = (event: BusEvent) => Promise<void>;

/** The default event bus: each event goes to the queues of the rules whose pattern it fits. */
export const eventBus = (assembly: Assembly, caller: AwsCaller, report: (message: string) => void): PublishToBus => {
  const rules = assembly
    .resources('AWS::Events::Rule')
    .filter((rule) => isBusRule(rule) && rule.props['State'] !== 'DISABLED')
    .map(readBusRule);
  const { region, account } = assembly.place;
  return async (event) => {
    const whole = { version: '0', id: crypto.randomUUID(), account, region, time: new Date().toISOString(), ...event };
    for (const queueArn of rules.filter(({ pattern }) => matchesPattern(pattern, whole)).flatMap(({ queueArns }) => queueArns)) {
      const [, , , , owner, queue] = queueArn.split(':');
      const QueueUrl = `${caller.awsAddress}/${owner}/${queue}`;
      await callAws(caller, 'AmazonSQS.SendMessage', { QueueUrl, MessageBody: JSON.stringify(whole) }).catch((error: unknown) =>
        report(`nobody heard of ${event['detail-type']}: ${messageOf(error)}`),
      );
    }
  };
};
