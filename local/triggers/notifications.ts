import type { Assembly, JsonObject, LocalResource } from '../assembly.ts';
import { type AwsCaller, callAws } from '../aws-call.ts';
import type { ObjectEvent } from '../emulator.ts';
import { messageOf } from './trigger.ts';

/** Who hears of which objects of a bucket. */
interface Subscription {
  bucket: string;
  /** Such as `ObjectCreated:*`, without the `s3:` prefix. */
  events: string[];
  prefix: string;
  suffix: string;
  queueArn: string;
}

interface FilterRule {
  Name: string;
  Value: string;
}

const ruleValue = (rules: FilterRule[] | undefined, name: string): string =>
  rules?.find((rule) => rule.Name.toLowerCase() === name)?.Value ?? '';

/** What the bus is told of objects is only heard by GuardDuty, whose scans read the template for themselves. */
const refuseOthers = (path: string, configuration: JsonObject): void => {
  const known = ['QueueConfigurations', 'EventBridgeConfiguration'];
  const others = Object.keys(configuration).filter((key) => !known.includes(key));
  if (others.length > 0)
    throw new Error(`${path}: the local system tells queues of new objects, and does not support ${others.join(', ')}`);
};

interface BucketQueue {
  Event: string;
  Queue: string;
  Filter?: { S3Key?: { Rules?: FilterRule[] } };
}

/** As CloudFormation says it on the bucket itself. */
const onBucket = (assembly: Assembly, { stack, id, path, props }: LocalResource): Subscription[] => {
  const configuration = (props['NotificationConfiguration'] ?? {}) as JsonObject;
  refuseOthers(path, configuration);
  return ((configuration['QueueConfigurations'] ?? []) as unknown as BucketQueue[]).map(({ Event, Queue, Filter }) => ({
    bucket: assembly.name(stack, id),
    events: [Event.replace(/^s3:/, '')],
    prefix: ruleValue(Filter?.S3Key?.Rules, 'prefix'),
    suffix: ruleValue(Filter?.S3Key?.Rules, 'suffix'),
    queueArn: Queue,
  }));
};

interface CustomQueue {
  Events: string[];
  QueueArn: string;
  Filter?: { Key?: { FilterRules?: FilterRule[] } };
}

/** As the CDK's own custom resource says it to S3. */
const onCustomResource = ({ path, props }: LocalResource): Subscription[] => {
  const configuration = props['NotificationConfiguration'] as JsonObject;
  refuseOthers(path, configuration);
  return ((configuration['QueueConfigurations'] ?? []) as unknown as CustomQueue[]).map(({ Events, QueueArn, Filter }) => ({
    bucket: String(props['BucketName']),
    events: Events.map((event) => event.replace(/^s3:/, '')),
    prefix: ruleValue(Filter?.Key?.FilterRules, 'prefix'),
    suffix: ruleValue(Filter?.Key?.FilterRules, 'suffix'),
    queueArn: QueueArn,
  }));
};

const hears = (subscription: Subscription, { bucket, key, name }: ObjectEvent): boolean =>
  subscription.bucket === bucket &&
  key.startsWith(subscription.prefix) &&
  key.endsWith(subscription.suffix) &&
  subscription.events.some((event) => (event.endsWith('*') ? name.startsWith(event.slice(0, -1)) : event === name));

/** S3 writes keys in its events as in a form: a space is a plus. */
const formEncoded = (key: string): string => encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');

const recordOf = (event: ObjectEvent, region: string) => ({
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  awsRegion: region,
  eventTime: new Date().toISOString(),
  eventName: event.name,
  s3: {
    s3SchemaVersion: '1.0',
    bucket: { name: event.bucket, arn: `arn:aws:s3:::${event.bucket}` },
    object: {
      key: formEncoded(event.key),
      size: event.size,
      eTag: event.eTag.replaceAll('"', ''),
      sequencer: process.hrtime.bigint().toString(16),
    },
  },
});

/** Tells the queues that the template names of objects that come and go. */
export const objectNotifier = (
  assembly: Assembly,
  caller: AwsCaller,
  report: (message: string) => void,
): ((event: ObjectEvent) => void) => {
  const subscriptions = [
    ...assembly.resources('AWS::S3::Bucket').flatMap((bucket) => onBucket(assembly, bucket)),
    ...assembly.resources('Custom::S3BucketNotifications').flatMap(onCustomResource),
  ];
  return (event) => {
    for (const subscription of subscriptions.filter((one) => hears(one, event))) {
      const [, , , , account, queue] = subscription.queueArn.split(':');
      const MessageBody = JSON.stringify({ Records: [recordOf(event, caller.region)] });
      callAws(caller, 'AmazonSQS.SendMessage', { QueueUrl: `${caller.awsAddress}/${account}/${queue}`, MessageBody }).catch(
        (error: unknown) => report(`nobody heard of ${event.name} in ${event.bucket}: ${messageOf(error)}`),
      );
    }
  };
};
