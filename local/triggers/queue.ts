import { setTimeout as sleep } from 'node:timers/promises';
import { callAws } from '../aws-call.ts';
import { type BatchResponse, type Mapping, messageOf, type Trigger } from './trigger.ts';

export interface QueueSettings {
  BatchSize?: number;
  MaximumBatchingWindowInSeconds?: number;
  FunctionResponseTypes?: string[];
  ScalingConfig?: { MaximumConcurrency?: number };
}

export const queueSettingNames = [
  'EventSourceArn',
  'FunctionName',
  'Enabled',
  'Tags',
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'FunctionResponseTypes',
  'ScalingConfig',
] as const;

interface MessageAttribute {
  StringValue?: string;
  BinaryValue?: string;
  DataType: string;
}

interface Message {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  MD5OfBody: string;
  Attributes?: Record<string, string>;
  MessageAttributes?: Record<string, MessageAttribute>;
}

const MOST_AT_ONCE = 10;
const LONGEST_WAIT_SECONDS = 20;
const PAUSE_AFTER_ERROR_MILLISECONDS = 500;

const recordOf = (message: Message, sourceArn: string, region: string) => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  md5OfBody: message.MD5OfBody,
  attributes: message.Attributes ?? {},
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue, BinaryValue, DataType }]) => [
      name,
      { dataType: DataType, stringValue: StringValue, binaryValue: BinaryValue, stringListValues: [], binaryListValues: [] },
    ]),
  ),
  eventSource: 'aws:sqs',
  eventSourceARN: sourceArn,
  awsRegion: region,
});

/** The messages that the function is done with. An answer that names a message it was not given is a failure of the whole batch. */
const doneWith = (messages: Message[], response: BatchResponse | null): Message[] => {
  const failed = new Set((response?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  const given = new Set<string | undefined>(messages.map(({ MessageId }) => MessageId));
  if ([...failed].some((id) => !given.has(id))) return [];
  return messages.filter(({ MessageId }) => !failed.has(MessageId));
};

const entries = (messages: Message[], more: object = {}) =>
  messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle, ...more }));

const chunksOf = (messages: Message[]): Message[][] =>
  Array.from({ length: Math.ceil(messages.length / MOST_AT_ONCE) }, (_, index) =>
    messages.slice(index * MOST_AT_ONCE, (index + 1) * MOST_AT_ONCE),
  );

/**
 * Gives the messages of a queue to a function, as many batches at once as the mapping allows. A message that fails is left alone: it shows
 * again when its visibility timeout ends, and the queue's own redrive policy says how often.
 */
export const queueTrigger = ({ fn, settings, sourceArn, most, caller, deliverTwice, report }: Mapping<QueueSettings>): Trigger => {
  const { BatchSize = 10, MaximumBatchingWindowInSeconds = 0, FunctionResponseTypes = [], ScalingConfig } = settings;
  const [, , , , account, queue] = sourceArn.split(':');
  const QueueUrl = `${caller.awsAddress}/${account}/${queue}`;
  const concurrency = Math.min(ScalingConfig?.MaximumConcurrency ?? most, most);
  const stopping = new AbortController();
  const { signal } = stopping;
  const working = new Set<Promise<void>>();

  const receive = async (upTo: number, WaitTimeSeconds: number): Promise<Message[]> => {
    const request = { QueueUrl, MaxNumberOfMessages: Math.min(MOST_AT_ONCE, upTo), WaitTimeSeconds };
    const all = { AttributeNames: ['All'], MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] };
    const { Messages = [] } = await callAws<{ Messages?: Message[] }>(caller, 'AmazonSQS.ReceiveMessage', { ...request, ...all }, signal);
    return Messages;
  };

  const gather = async (): Promise<Message[]> => {
    const batch = await receive(BatchSize, LONGEST_WAIT_SECONDS);
    const end = Date.now() + MaximumBatchingWindowInSeconds * 1000;
    while (batch.length > 0 && batch.length < BatchSize && Date.now() < end && !signal.aborted) {
      const wait = Math.min(LONGEST_WAIT_SECONDS, Math.ceil((end - Date.now()) / 1000));
      batch.push(...(await receive(BatchSize - batch.length, wait).catch(() => [])));
    }
    return batch;
  };

  const giveBack = (batch: Message[]): Promise<unknown> =>
    Promise.all(
      chunksOf(batch).map((chunk) =>
        callAws(caller, 'AmazonSQS.ChangeMessageVisibilityBatch', { QueueUrl, Entries: entries(chunk, { VisibilityTimeout: 0 }) }),
      ),
    );

  const deliver = async (batch: Message[]): Promise<void> => {
    try {
      const event = { Records: batch.map((message) => recordOf(message, sourceArn, caller.region)) };
      if (deliverTwice) await fn.invoke(event);
      const answer = (await fn.invoke(event)) as BatchResponse | null;
      const done = FunctionResponseTypes.includes('ReportBatchItemFailures') ? doneWith(batch, answer) : batch;
      for (const chunk of chunksOf(done)) await callAws(caller, 'AmazonSQS.DeleteMessageBatch', { QueueUrl, Entries: entries(chunk) });
    } catch (error) {
      if (signal.aborted) await giveBack(batch).catch(() => {});
      else report(messageOf(error));
    }
  };

  const poll = async (): Promise<void> => {
    while (!signal.aborted) {
      if (working.size >= concurrency) await Promise.race(working);
      else {
        const batch = await gather();
        if (batch.length === 0) continue;
        const delivery = deliver(batch).finally(() => working.delete(delivery));
        working.add(delivery);
      }
    }
  };

  const pollForever = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await poll();
      } catch (error) {
        if (signal.aborted) return;
        report(`${fn.name} cannot read its queue: ${messageOf(error)}`);
        await sleep(PAUSE_AFTER_ERROR_MILLISECONDS);
      }
    }
  };

  const polling = pollForever();
  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(working);
    },
  };
};
