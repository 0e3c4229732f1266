import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod/mini';
import { type ConsumerDeclaration, Envelope, type EventDeclaration } from '../../schemas/events/event.ts';
import { errorFields, log, logContext } from './log.ts';

type DeclarationOf<C extends ConsumerDeclaration> = C['on'][number];

/** Where a message comes from: the event's own id, to be idempotent on, and the id that ties logs together. */
export interface Delivery {
  eventId: string;
  correlationId: string;
  at: string;
}

/** One reaction per event of the consumer's line: leaving one out does not compile. */
export type Reactions<C extends ConsumerDeclaration> = {
  [Type in DeclarationOf<C>['type']]: (
    detail: z.output<Extract<DeclarationOf<C>, { type: Type }>['detail']>,
    delivery: Delivery,
  ) => Promise<void>;
};

const declared = (consumer: ConsumerDeclaration, type: string): EventDeclaration => {
  const declaration = consumer.on.find((one) => one.type === type);
  if (!declaration) throw new Error(`this consumer does not listen to ${type}`);
  return declaration;
};

/** Handles each message on its own: one that fails goes back to its queue, the others are done. */
const eachRecord = async (event: SQSEvent, handle: (record: SQSRecord) => Promise<void>): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const record of event.Records) {
    try {
      await handle(record);
    } catch (error) {
      log('message.failed', { messageId: record.messageId, ...errorFields(error) });
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};

/** A function behind an event queue. */
export const eventConsumer =
  <C extends ConsumerDeclaration>(consumer: C, reactions: Reactions<C>) =>
  (event: SQSEvent): Promise<SQSBatchResponse> =>
    eachRecord(event, async (record) => {
      const { id, type, correlationId, at, detail } = Envelope.parse(JSON.parse(record.body));
      logContext({ correlationId, requestId: record.messageId });
      const declaration = declared(consumer, type);
      const react = reactions[type as keyof typeof reactions] as (detail: unknown, delivery: Delivery) => Promise<void>;
      await react(declaration.detail.parse(detail), { eventId: id, correlationId, at });
    });

/** A function behind a work queue of its own capability: every message is one `schema`. Time left is in milliseconds. */
export const queueWorker =
  <Schema extends z.ZodMiniType>(schema: Schema, work: (message: z.output<Schema>, timeLeft: () => number) => Promise<void>) =>
  (event: SQSEvent, context: { getRemainingTimeInMillis: () => number }): Promise<SQSBatchResponse> =>
    eachRecord(event, async (record) => {
      logContext({ correlationId: record.messageId, requestId: record.messageId });
      await work(schema.parse(JSON.parse(record.body)), () => context.getRemainingTimeInMillis());
    });

/** What a piece of work is told of the invocation that it is in. */
export interface BatchRun {
  /** Milliseconds. */
  timeLeft: () => number;
  /** How many messages of the batch nobody has begun. */
  behind: () => number;
}

export interface BatchWork<Message> {
  /** How many messages are worked on at once. */
  together: number;
  /** Does it, or tells in how many seconds to try again. */
  work: (message: Message, run: BatchRun) => Promise<number | undefined>;
  /** What is done once for all the messages of a batch that are done; when it throws, they come back. */
  afterwards: (done: Message[]) => Promise<void>;
  /** Puts bodies back on the queue that they came from, as new messages: what only has to wait has not failed, however often it waits. */
  sendAgain: (queueArn: string, bodies: string[], seconds: number) => Promise<void>;
}

/** A function behind work queues of its own capability, which works on several messages of a batch at once. */
export const queueBatchWorker =
  <Schema extends z.ZodMiniType>(schema: Schema, { together, work, afterwards, sendAgain }: BatchWork<z.output<Schema>>) =>
  async (event: SQSEvent, context: { awsRequestId: string; getRemainingTimeInMillis: () => number }): Promise<SQSBatchResponse> => {
    logContext({ correlationId: context.awsRequestId, requestId: context.awsRequestId });
    const waiting = [...event.Records];
    const failed = new Set<string>();
    const postponed = new Map<number, SQSRecord[]>();
    const done = new Map<SQSRecord, z.output<Schema>>();
    const fail = ({ messageId }: SQSRecord, error: unknown): void => {
      log('message.failed', { messageId, ...errorFields(error) });
      failed.add(messageId);
    };
    const run: BatchRun = { timeLeft: () => context.getRemainingTimeInMillis(), behind: () => waiting.length };
    const workOn = async (record: SQSRecord): Promise<void> => {
      try {
        const message = schema.parse(JSON.parse(record.body));
        const seconds = await work(message, run);
        if (seconds === undefined) done.set(record, message);
        else postponed.set(seconds, [...(postponed.get(seconds) ?? []), record]);
      } catch (error) {
        fail(record, error);
      }
    };
    const workInTurn = async (): Promise<void> => {
      for (let record = waiting.shift(); record; record = waiting.shift()) await workOn(record);
    };
    await Promise.all(Array.from({ length: together }, workInTurn));
    if (done.size > 0)
      await afterwards([...done.values()]).catch((error: unknown) => {
        for (const record of done.keys()) fail(record, error);
      });
    for (const [seconds, records] of postponed) {
      const bodies = records.map(({ body }) => body);
      await sendAgain(records[0]?.eventSourceARN ?? '', bodies, seconds).catch((error: unknown) => {
        for (const record of records) fail(record, error);
      });
    }
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
  };

/** An event of the consumer's line, and when it happened. */
export type Occurrence<C extends ConsumerDeclaration> = {
  [Type in DeclarationOf<C>['type']]: { type: Type; at: string; detail: z.output<Extract<DeclarationOf<C>, { type: Type }>['detail']> };
}[DeclarationOf<C>['type']];

/**
 * A function that answers the events of a batch by one piece of work, from the state of the moment: done for all of them or for none. A message
 * that cannot be read goes back alone, and holds up nobody else's.
 */
export const eventBatchConsumer =
  <C extends ConsumerDeclaration>(consumer: C, work: (events: Occurrence<C>[]) => Promise<void>) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const occurrences: Occurrence<C>[] = [];
    const answer = await eachRecord(event, async (record) => {
      const { type, correlationId, at, detail } = Envelope.parse(JSON.parse(record.body));
      logContext({ correlationId, requestId: record.messageId });
      occurrences.push({ type, at, detail: declared(consumer, type).detail.parse(detail) } as Occurrence<C>);
    });
    if (occurrences.length > 0) await work(occurrences);
    return answer;
  };
