import { createHash } from 'node:crypto';
import type { QueueStore } from './queue-store.ts';
import { type Queue, type Queues, queueNameOf } from './queues.ts';

/** What SQS refuses, by the code that the SDK reads. */
export class SqsError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Sqs {
  declared: Map<string, Queue>;
  queues: Queues;
  store: QueueStore;
  /** Where queues answer, such as `http://127.0.0.1:4000/000000000000`. */
  baseUrl: string;
  region: string;
  account: string;
}

interface Entry {
  Id: string;
  MessageBody: string;
  DelaySeconds?: number;
  MessageAttributes?: Record<string, unknown>;
  ReceiptHandle: string;
  VisibilityTimeout: number;
}

export type SqsInput = Partial<Entry> & {
  QueueUrl?: string;
  QueueName?: string;
  Entries?: Entry[];
  MaxNumberOfMessages?: number;
  WaitTimeSeconds?: number;
  SourceArn?: string;
  DestinationArn?: string;
};

type Action = (sqs: Sqs, input: SqsInput, gone: AbortSignal) => unknown;

const LARGEST_MESSAGE = 1024 * 1024;
const BATCH = 10;

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const queueOf = ({ declared }: Sqs, nameOrUrl: string | undefined): Queue => {
  const queue = declared.get(queueNameOf(nameOrUrl ?? ''));
  if (!queue) throw new SqsError('QueueDoesNotExist', `The specified queue does not exist: ${nameOrUrl}`);
  return queue;
};

const sendOne = ({ queues }: Sqs, queue: Queue, { MessageBody = '', MessageAttributes = {}, DelaySeconds }: Partial<Entry>) => {
  if (Buffer.byteLength(MessageBody) > LARGEST_MESSAGE)
    throw new SqsError('InvalidParameterValue', 'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.');
  const delay = DelaySeconds === undefined ? undefined : DelaySeconds * 1000;
  return { MessageId: queues.send(queue, { body: MessageBody, attributes: MessageAttributes }, delay), MD5OfMessageBody: md5(MessageBody) };
};

const hideOne = ({ store, queues }: Sqs, queue: Queue, { ReceiptHandle = '', VisibilityTimeout = 0 }: Partial<Entry>) => {
  if (!store.hide(queue.name, ReceiptHandle, VisibilityTimeout * 1000)) {
    throw new SqsError('MessageNotInflight', 'The specified message is not in flight.');
  }
  queues.wake(queue.name);
};

/** Each entry succeeds or fails on its own. */
const eachEntry = ({ Entries = [] }: SqsInput, handle: (entry: Entry) => object | undefined) => {
  if (Entries.length === 0) throw new SqsError('EmptyBatchRequest', 'The batch request does not contain any entries.');
  if (Entries.length > BATCH) throw new SqsError('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of Entries) {
    try {
      Successful.push({ Id: entry.Id, ...handle(entry) });
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      Failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
};

const receive: Action = async (sqs, input, gone) => {
  const queue = queueOf(sqs, input.QueueUrl);
  const request = {
    most: Math.min(input.MaxNumberOfMessages ?? 1, BATCH),
    wait: (input.WaitTimeSeconds ?? queue.wait) * 1000,
    hidden: (input.VisibilityTimeout ?? queue.visibilityTimeout) * 1000,
  };
  const messages = await sqs.queues.receive(queue, request, gone);
  return {
    Messages: messages.map(({ id, receipt, body, attributes, sentAt, firstReceivedAt, receives }) => ({
      MessageId: id,
      ReceiptHandle: receipt,
      Body: body,
      MD5OfBody: md5(body),
      Attributes: {
        SentTimestamp: String(sentAt),
        ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
        ApproximateReceiveCount: String(receives),
        SenderId: 'local',
      },
      ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
    })),
  };
};

const queueArn = ({ region, account }: Sqs, name: string): string => `arn:aws:sqs:${region}:${account}:${name}`;

const attributes: Action = (sqs, { QueueUrl }) => {
  const queue = queueOf(sqs, QueueUrl);
  const { visible, inFlight, delayed } = sqs.store.depth(queue.name);
  return {
    Attributes: {
      QueueArn: queueArn(sqs, queue.name),
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
      ApproximateNumberOfMessagesDelayed: String(delayed),
      VisibilityTimeout: String(queue.visibilityTimeout),
      MessageRetentionPeriod: String(queue.retention),
      ...(queue.redrive && {
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: queueArn(sqs, queue.redrive.target),
          maxReceiveCount: queue.redrive.maxReceiveCount,
        }),
      }),
    },
  };
};

/** A redrive: back to the queue named, or to the only one whose dead letters these are. */
const startMove: Action = (sqs, { SourceArn = '', DestinationArn }) => {
  const source = queueOf(sqs, SourceArn);
  const origins = [...sqs.declared.values()].filter(({ redrive }) => redrive?.target === source.name);
  const target = DestinationArn ? queueOf(sqs, DestinationArn) : origins[0];
  if (!target) throw new SqsError('InvalidParameterValue', `${source.name} holds the dead letters of no queue.`);
  sqs.store.moveAll(source.name, target.name);
  sqs.queues.wake(target.name);
  return { TaskHandle: source.name };
};

export const sqsActions: Record<string, Action> = {
  SendMessage: (sqs, input) => sendOne(sqs, queueOf(sqs, input.QueueUrl), input),
  SendMessageBatch: (sqs, input) => eachEntry(input, (entry) => sendOne(sqs, queueOf(sqs, input.QueueUrl), entry)),
  ReceiveMessage: receive,
  DeleteMessage: (sqs, { QueueUrl, ReceiptHandle = '' }) => {
    sqs.store.delete(queueOf(sqs, QueueUrl).name, ReceiptHandle);
    return {};
  },
  DeleteMessageBatch: (sqs, input) =>
    eachEntry(input, ({ ReceiptHandle }) => {
      sqs.store.delete(queueOf(sqs, input.QueueUrl).name, ReceiptHandle);
      return undefined;
    }),
  ChangeMessageVisibility: (sqs, input) => {
    hideOne(sqs, queueOf(sqs, input.QueueUrl), input);
    return {};
  },
  ChangeMessageVisibilityBatch: (sqs, input) =>
    eachEntry(input, (entry) => {
      hideOne(sqs, queueOf(sqs, input.QueueUrl), entry);
      return undefined;
    }),
  GetQueueAttributes: attributes,
  GetQueueUrl: (sqs, { QueueName }) => ({ QueueUrl: `${sqs.baseUrl}/${queueOf(sqs, QueueName).name}` }),
  ListQueues: ({ declared, baseUrl }) => ({ QueueUrls: [...declared.keys()].map((name) => `${baseUrl}/${name}`) }),
  PurgeQueue: (sqs, { QueueUrl }) => {
    sqs.store.purge(queueOf(sqs, QueueUrl).name);
    return {};
  },
  StartMessageMoveTask: startMove,
};
