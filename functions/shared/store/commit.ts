import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  PutCommand,
  type PutCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod/mini';
import type { EventDeclaration } from '../../../schemas/events/event.ts';
import { type Clock, epochSeconds } from '../clock.ts';
import type { Trail } from '../context.ts';

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

export interface NewEvent {
  type: string;
  detail: unknown;
}

/** The topic takes 262,144 with the envelope; an event that it refuses would hold up all that come after it. */
const DETAIL_BYTES = 240_000;

/** An event whose detail is checked where it is made, so that no consumer ever meets a wrong one, and none is too long to travel. */
export const newEvent = <E extends EventDeclaration>({ type, detail: schema }: E, detail: z.input<E['detail']>): NewEvent => {
  const checked = schema.parse(detail);
  if (Buffer.byteLength(JSON.stringify(checked)) > DETAIL_BYTES) throw new Error(`an event ${type} that is too long to travel`);
  return { type, detail: checked };
};

export interface Change {
  /** At most 90: a DynamoDB transaction holds 100, and its events and audit record go with it. */
  writes: Write[];
  events?: NewEvent[];
  /** Absent only for work that no person asked for. */
  trail?: Trail | undefined;
  /** What the change is about, for the audit record: opaque identifiers only. */
  about?: Record<string, string | number>;
  correlationId?: string;
  /** How often it is tried while others change the same items at the same instant; for one item that many people write to. */
  patience?: number;
}

/** A condition of the change did not hold: `failed` are the positions in `writes`. Nothing was written. */
export class ConditionFailed extends Error {
  readonly failed: number[];
  constructor(failed: number[]) {
    super('condition failed');
    this.name = 'ConditionFailed';
    this.failed = failed;
  }
}

/** False when a condition of the change did not hold, and then nothing was written. */
export const held = async (change: Promise<void>): Promise<boolean> => {
  try {
    await change;
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
};

/** Writes state, its events and its audit record in one transaction: all or nothing. Throws ConditionFailed. */
export type Commit = (change: Change) => Promise<void>;

const OUTBOX_DAYS = 7;
const AUDIT_DAYS = 3 * 365;
const DAY = 24 * 60 * 60;
const CONFLICT_ATTEMPTS = 6;

export interface CommitTables {
  outbox: string;
  audit: string;
}

/** The audit record of a change, for its own transaction. */
export const auditWrite = (table: string, trail: Trail, about: Change['about'], at: Date): Write => ({
  Put: {
    TableName: table,
    Item: { pk: trail.actor, sk: `${at.toISOString()}#${randomUUID()}`, ...trail, about, expiresAt: epochSeconds(at) + AUDIT_DAYS * DAY },
  },
});

export const committer = (client: DynamoDBDocumentClient, tables: CommitTables, clock: Clock): Commit => {
  const outboxPut = (event: NewEvent, at: Date, correlationId: string): Write => {
    const id = randomUUID();
    return {
      Put: {
        TableName: tables.outbox,
        Item: { pk: id, envelope: { id, at: at.toISOString(), correlationId, ...event }, expiresAt: epochSeconds(at) + OUTBOX_DAYS * DAY },
      },
    };
  };
  return async ({ writes, events = [], trail, about, correlationId = trail?.correlationId ?? randomUUID(), patience }) => {
    const at = clock();
    const items = [
      ...writes,
      ...events.map((event) => outboxPut(event, at, correlationId)),
      ...(trail ? [auditWrite(tables.audit, trail, about, at)] : []),
    ];
    await transact(client, items, writes.length, patience);
  };
};

/** What another change of the same item, or load, does to a transaction: nothing was written, and the same one may pass a moment later. */
const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
/** The same of a change that is alone. */
const passingAlone = new Set(['TransactionConflictException', 'ThrottlingException', 'ProvisionedThroughputExceededException']);
const LONGEST_WAIT = 400;

const codesOf = ({ CancellationReasons = [] }: TransactionCanceledException): string[] =>
  CancellationReasons.map(({ Code }) => Code ?? 'None');

const isPassing = (error: unknown): boolean =>
  error instanceof TransactionCanceledException
    ? codesOf(error).some((code) => passing.has(code))
    : error instanceof Error && passingAlone.has(error.name);

const tryAgain = async (write: () => Promise<unknown>, attempts: number): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await write();
      return;
    } catch (error) {
      if (!isPassing(error) || attempt >= attempts) throw error;
      await sleep(Math.min(LONGEST_WAIT, 10 * 2 ** attempt) * (0.5 + Math.random()));
    }
  }
};

/**
 * Writes all or nothing. Two changes of one item at the same instant cancel one of them: that one is tried again, a failed condition is not
 * and throws ConditionFailed for the first `own` items.
 */
export const transact = (
  client: DynamoDBDocumentClient,
  items: Write[],
  own: number = items.length,
  attempts: number = CONFLICT_ATTEMPTS,
): Promise<void> =>
  tryAgain(async () => {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items, ClientRequestToken: randomUUID() }));
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const failed = codesOf(error).flatMap((code, position) => (code === 'ConditionalCheckFailed' && position < own ? [position] : []));
      throw failed.length > 0 ? new ConditionFailed(failed) : error;
    }
  }, attempts);

const alone = (write: () => Promise<unknown>, attempts: number): Promise<void> =>
  tryAgain(async () => {
    try {
      await write();
    } catch (error) {
      throw error instanceof ConditionalCheckFailedException ? new ConditionFailed([0]) : error;
    }
  }, attempts);

/** Changes one item alone, at half the price of a transaction; tried again as one is, when it meets one. Throws ConditionFailed. */
export const update = (client: DynamoDBDocumentClient, change: UpdateCommandInput, attempts: number): Promise<void> =>
  alone(() => client.send(new UpdateCommand(change)), attempts);

/** Writes one item alone, in the same way. */
export const put = (client: DynamoDBDocumentClient, item: PutCommandInput, attempts: number): Promise<void> =>
  alone(() => client.send(new PutCommand(item)), attempts);
