import type { Assembly } from './assembly.ts';
import { type AwsCaller, callAws } from './aws-call.ts';
import type { Functions } from './functions.ts';
import { functionArn } from './triggers/mappings.ts';

/** Messages of a queue and of its dead-letter queue. */
export interface QueueDepth {
  visible: number;
  inFlight: number;
  delayed: number;
  dead: number;
}

/** The queues, each by the name of the function that it wakes, and `alerts-delivery/Urgent` where a function has several: for tests and for the curious. */
export interface Queues {
  send: (functionName: string, body: unknown) => Promise<void>;
  /** Bodies of the messages that were given up; they stay where they are, hidden for a moment. */
  deadLetters: (functionName: string) => Promise<string[]>;
  /** Plays the messages that were given up again, as an operator does after an incident. */
  redrive: (functionName: string) => Promise<void>;
  depth: (functionName: string) => Promise<QueueDepth>;
  /** True when no queue has a message that waits or is worked on; dead letters do not count. */
  areEmpty: () => Promise<boolean>;
}

const urlOf = ({ awsAddress }: AwsCaller, arn: string): string => `${awsAddress}/${arn.split(':').slice(-2).join('/')}`;

interface Attributes {
  ApproximateNumberOfMessages?: string;
  ApproximateNumberOfMessagesNotVisible?: string;
  ApproximateNumberOfMessagesDelayed?: string;
  RedrivePolicy?: string;
}

export const queuesOf = (assembly: Assembly, functions: Functions, caller: AwsCaller): Queues => {
  const sources = new Map(
    assembly.resources('AWS::Lambda::EventSourceMapping').flatMap(({ path, props }) => {
      const source = String(props['EventSourceArn']);
      const name = functions.byArn(functionArn(assembly, String(props['FunctionName']))).name;
      const trigger = /(\w+)QueueTrigger(?:\/|$)/.exec(path)?.[1];
      return source.includes(':sqs:') ? [[trigger === undefined ? name : `${name}/${trigger}`, urlOf(caller, source)] as const] : [];
    }),
  );
  const addressOf = (functionName: string): string => {
    const address = sources.get(functionName);
    if (!address) throw new Error(`no queue wakes ${functionName}`);
    return address;
  };
  const attributes = async (QueueUrl: string): Promise<Attributes> => {
    const request = { QueueUrl, AttributeNames: ['All'] };
    return (await callAws<{ Attributes: Attributes }>(caller, 'AmazonSQS.GetQueueAttributes', request)).Attributes;
  };
  const deadArn = async (address: string): Promise<string | undefined> => {
    const { RedrivePolicy } = await attributes(address);
    return (JSON.parse(RedrivePolicy ?? '{}') as { deadLetterTargetArn?: string }).deadLetterTargetArn;
  };
  const deadAddress = async (address: string): Promise<string | undefined> => {
    const arn = await deadArn(address);
    return arn && urlOf(caller, arn);
  };
  const depth = async (functionName: string): Promise<QueueDepth> => {
    const address = addressOf(functionName);
    const [own, dead] = await Promise.all([attributes(address), deadAddress(address).then((url) => (url ? attributes(url) : undefined))]);
    return {
      visible: Number(own.ApproximateNumberOfMessages),
      inFlight: Number(own.ApproximateNumberOfMessagesNotVisible),
      delayed: Number(own.ApproximateNumberOfMessagesDelayed),
      dead: Number(dead?.ApproximateNumberOfMessages ?? 0) + Number(dead?.ApproximateNumberOfMessagesNotVisible ?? 0),
    };
  };
  return {
    async send(functionName, body) {
      await callAws(caller, 'AmazonSQS.SendMessage', { QueueUrl: addressOf(functionName), MessageBody: JSON.stringify(body) });
    },
    async deadLetters(functionName) {
      const QueueUrl = await deadAddress(addressOf(functionName));
      if (!QueueUrl) return [];
      const request = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 1 };
      const { Messages = [] } = await callAws<{ Messages?: { Body: string }[] }>(caller, 'AmazonSQS.ReceiveMessage', request);
      return Messages.map(({ Body }) => Body);
    },
    async redrive(functionName) {
      await callAws(caller, 'AmazonSQS.StartMessageMoveTask', { SourceArn: await deadArn(addressOf(functionName)) });
    },
    depth,
    async areEmpty() {
      const depths = await Promise.all([...sources.keys()].map(depth));
      return depths.every(({ visible, inFlight, delayed }) => visible + inFlight + delayed === 0);
    },
  };
};
