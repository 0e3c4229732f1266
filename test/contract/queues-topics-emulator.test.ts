import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type QueuesAndTopics, startQueuesAndTopics } from '../../local/emulators/queues-topics.ts';
import { type FilterPolicy, passesFilter } from '../../local/emulators/topics/filter-policy.ts';

const place = { region: 'eu-west-3', account: '000000000000' };
const arn = (service: string, name: string) => `arn:aws:${service}:eu-west-3:000000000000:${name}`;
const TopicArn = arn('sns', 'events');
const subscription = (queue: string, more: object) => ({
  type: 'AWS::SNS::Subscription',
  name: `to-${queue}`,
  properties: { TopicArn, Protocol: 'sqs', Endpoint: arn('sqs', queue), ...more },
});
const resources = [
  { type: 'AWS::SQS::Queue', name: 'dead', properties: {} },
  {
    type: 'AWS::SQS::Queue',
    name: 'work',
    properties: { VisibilityTimeout: 1, RedrivePolicy: { deadLetterTargetArn: arn('sqs', 'dead'), maxReceiveCount: 2 } },
  },
  { type: 'AWS::SQS::Queue', name: 'raw', properties: {} },
  { type: 'AWS::SQS::Queue', name: 'wrapped', properties: {} },
  { type: 'AWS::SNS::Topic', name: 'events', properties: {} },
  subscription('raw', { RawMessageDelivery: true, FilterPolicy: { type: ['fiche.revised'] } }),
  subscription('wrapped', {}),
];

let dataDir: string;
let emulator: QueuesAndTopics;
let sqs: SQSClient;
let sns: SNSClient;

const start = async () => {
  emulator = await startQueuesAndTopics({ resources, dataDir, ...place });
  const config = { endpoint: emulator.url, region: 'eu-west-3', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  sqs = new SQSClient(config);
  sns = new SNSClient(config);
};
const stop = async () => {
  sqs.destroy();
  sns.destroy();
  await emulator.stop();
};
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parvis-queues-'));
  await start();
});
afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

const urlOf = (queue: string) => `${emulator.url}/000000000000/${queue}`;
const send = (queue: string, MessageBody: string, more: object = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody, ...more }));
const receive = async (queue: string, more: object = {}) =>
  (
    await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: urlOf(queue), MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'], ...more }),
    )
  ).Messages ?? [];

const depth = async (queue: string) => {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: ['All'] }));
  const count = (suffix: string) => Number((Attributes as Record<string, string>)[`ApproximateNumberOfMessages${suffix}`]);
  return { visible: count(''), inFlight: count('NotVisible'), delayed: count('Delayed') };
};

describe('a queue', () => {
  it('gives a message to one receiver, until it is deleted', async () => {
    await send('work', 'bonjour', { MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } } });
    const [message] = await receive('work');
    expect(message).toMatchObject({
      Body: 'bonjour',
      MessageAttributes: { kind: { StringValue: 'test' } },
      Attributes: { ApproximateReceiveCount: '1' },
    });
    expect(await receive('work')).toEqual([]);
    await sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf('work'), ReceiptHandle: message?.ReceiptHandle }));
    expect(await depth('work')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('gives it back when nobody deleted it, and to the dead letters after too many tries', async () => {
    await send('work', 'stubborn');
    const [first] = await receive('work', { VisibilityTimeout: 0 });
    const [second] = await receive('work', { VisibilityTimeout: 0 });
    expect([first?.Attributes?.['ApproximateReceiveCount'], second?.Attributes?.['ApproximateReceiveCount']]).toEqual(['1', '2']);
    expect(await receive('work')).toEqual([]);
    expect(await receive('dead', { VisibilityTimeout: 0 })).toMatchObject([{ Body: 'stubborn', MessageId: first?.MessageId }]);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn('sqs', 'dead') }));
    expect(await receive('work')).toMatchObject([{ Body: 'stubborn', Attributes: { ApproximateReceiveCount: '1' } }]);
  });

  it('does not let an old receipt delete a message that someone else has now', async () => {
    await send('work', 'shared');
    const [late] = await receive('work', { VisibilityTimeout: 0 });
    await receive('work');
    await sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf('work'), ReceiptHandle: late?.ReceiptHandle }));
    expect((await depth('work')).inFlight).toBe(1);
  });

  it('wakes a receiver that waits, at a sending and at the end of a delay', async () => {
    const waiting = receive('work', { WaitTimeSeconds: 5 });
    await sleep(30);
    await send('work', 'now');
    expect(await waiting).toMatchObject([{ Body: 'now' }]);
    await send('raw', 'later', { DelaySeconds: 1 });
    expect((await depth('raw')).delayed).toBe(1);
    expect(await receive('raw', { WaitTimeSeconds: 5 })).toMatchObject([{ Body: 'later' }]);
  });

  it('changes how long a message stays hidden, and says when it is not in flight', async () => {
    await send('raw', 'hidden');
    const [message] = await receive('raw');
    const change = () =>
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: urlOf('raw'), ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 }));
    await change();
    expect((await depth('raw')).visible).toBe(1);
    await expect(change()).rejects.toMatchObject({ name: 'MessageNotInflight' });
  });

  it('takes batches, and refuses a queue that no template has', async () => {
    const Entries = ['1', '2', '3'].map((Id) => ({ Id, MessageBody: `message ${Id}` }));
    const { Successful } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: urlOf('raw'), Entries }));
    expect(Successful?.map(({ Id }) => Id)).toEqual(['1', '2', '3']);
    expect((await receive('raw')).map(({ Body }) => Body)).toEqual(['message 1', 'message 2', 'message 3']);
    await expect(send('unknown', 'lost')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  it('keeps its messages over a restart, those in flight too', async () => {
    await send('work', 'kept');
    await send('raw', 'in flight');
    await receive('raw', { VisibilityTimeout: 600 });
    await stop();
    await start();
    expect(await receive('work')).toMatchObject([{ Body: 'kept' }]);
    expect((await depth('raw')).inFlight).toBe(1);
  });
});

describe('a topic', () => {
  const type = (StringValue: string) => ({ type: { DataType: 'String', StringValue } });

  it('gives each subscription what its filter lets through, raw or wrapped', async () => {
    await sns.send(new PublishCommand({ TopicArn, Message: '{"é":1}', MessageAttributes: type('fiche.revised') }));
    const PublishBatchRequestEntries = [{ Id: 'a', Message: 'other', MessageAttributes: type('account.opened') }];
    const { Successful } = await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    expect(Successful).toMatchObject([{ Id: 'a' }]);
    expect(await receive('raw')).toMatchObject([{ Body: '{"é":1}', MessageAttributes: { type: { StringValue: 'fiche.revised' } } }]);
    const wrapped = (await receive('wrapped')).map(({ Body }) => JSON.parse(Body ?? ''));
    expect(wrapped).toMatchObject([{ Type: 'Notification', TopicArn, Message: '{"é":1}' }, { Message: 'other' }]);
  });

  it('that no template has is refused', async () => {
    await expect(sns.send(new PublishCommand({ TopicArn: arn('sns', 'unknown'), Message: 'lost' }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  it.each<[FilterPolicy, string | undefined, boolean]>([
    [{ type: ['a', 'b'] }, 'b', true],
    [{ type: ['a'] }, undefined, false],
    [{ type: [{ exists: false }] }, undefined, true],
    [{ type: [{ prefix: 'fiche.' }] }, 'fiche.revised', true],
    [{ type: [{ 'anything-but': ['a', { prefix: 'b' }] }] }, 'bc', false],
    [{ type: [{ 'anything-but': ['a'] }] }, 'bc', true],
    [{ type: [{ numeric: ['>=', 2, '<', 5] }] }, '5', false],
    [{ type: [{ numeric: ['>=', 2, '<', 5] }] }, '4.5', true],
    [{ type: ['a'], other: [{ exists: true }] }, 'a', false],
  ])('filters %j of %s: %s', (policy, value, passes) => {
    expect(passesFilter(policy, value === undefined ? {} : { type: { DataType: 'String', StringValue: value } })).toBe(passes);
  });
});
