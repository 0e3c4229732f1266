import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../assembly.ts';
import { callAws } from '../aws-call.ts';
import { FunctionFailed } from '../functions/environment.ts';
import { matchesPattern } from './filter.ts';
import { type BatchResponse, type Mapping, messageOf } from './trigger.ts';

export interface StreamSettings {
  BatchSize?: number;
  MaximumBatchingWindowInSeconds?: number;
  FunctionResponseTypes?: string[];
  FilterCriteria?: { Filters?: { Pattern: string }[] };
  BisectBatchOnFunctionError?: boolean;
  MaximumRetryAttempts?: number;
  DestinationConfig?: { OnFailure?: { Destination: string } };
}

export const streamSettingNames = [
  'EventSourceArn',
  'FunctionName',
  'Enabled',
  'Tags',
  'StartingPosition',
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'FunctionResponseTypes',
  'FilterCriteria',
  'BisectBatchOnFunctionError',
  'MaximumRetryAttempts',
  'DestinationConfig',
] as const;

export interface StreamRecord {
  eventID: string;
  eventName: string;
  dynamodb: { SequenceNumber: string; ApproximateCreationDateTime?: number } & Record<string, unknown>;
}

const FIRST_PAUSE_MILLISECONDS = 50;
const LONGEST_PAUSE_MILLISECONDS = 10_000;

const pause = (attempt: number): number => Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** attempt);

type Deliver = (shard: string, records: StreamRecord[], reached: (sequenceNumber: string) => void) => Promise<void>;

/**
 * Delivers a batch until the function has taken every record of it, or may try no more (a bisection is no attempt): what then remains is told to the mapping's failure
 * destination. `reached` is told each record up to which nothing is left to do. A stop leaves the rest for the next start.
 */
export const deliverer = ({ fn, settings, sourceArn, caller, report }: Mapping<StreamSettings>, signal: AbortSignal): Deliver => {
  const {
    MaximumRetryAttempts = -1,
    BisectBatchOnFunctionError = false,
    FunctionResponseTypes = [],
    DestinationConfig,
    FilterCriteria,
  } = settings;
  const most = MaximumRetryAttempts < 0 ? Number.POSITIVE_INFINITY : MaximumRetryAttempts;
  const partial = FunctionResponseTypes.includes('ReportBatchItemFailures');
  const patterns = (FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern) as Json);

  const asEvent = (record: StreamRecord) => ({
    ...record,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: caller.region,
    eventSourceARN: sourceArn,
  });

  /** How many records the function took; throws when it failed as a whole. */
  const offer = async (records: StreamRecord[]): Promise<number> => {
    const answer = (await fn.invoke({ Records: records.map(asEvent) })) as BatchResponse | null;
    const failed = partial ? (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier) : [];
    if (failed.length === 0) return records.length;
    return Math.max(
      0,
      records.findIndex(({ dynamodb }) => failed.includes(dynamodb.SequenceNumber)),
    );
  };

  const giveUp = async (shard: string, records: StreamRecord[], attempts: number): Promise<void> => {
    report(`${fn.name} gave up ${records.length} records of ${sourceArn} after ${attempts} attempts`);
    const destination = DestinationConfig?.OnFailure?.Destination;
    if (!destination) return;
    const [, , , , account, queue] = destination.split(':');
    const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const MessageBody = JSON.stringify({
      requestContext: { functionArn: fn.arn, condition: 'RetryAttemptsExhausted', approximateInvokeCount: attempts },
      version: '1.0',
      timestamp: new Date().toISOString(),
      DDBStreamBatchInfo: {
        shardId: shard,
        startSequenceNumber: numbers[0],
        endSequenceNumber: numbers.at(-1),
        batchSize: records.length,
        streamArn: sourceArn,
      },
    });
    await callAws(caller, 'AmazonSQS.SendMessage', { QueueUrl: `${caller.awsAddress}/${account}/${queue}`, MessageBody });
  };

  const deliverAll: Deliver = async (shard, records, reached) => {
    let left = records;
    for (let attempt = 0; left.length > 0; attempt += 1) {
      signal.throwIfAborted();
      if (attempt > most) {
        await giveUp(shard, left, attempt);
        reached(left.at(-1)?.dynamodb.SequenceNumber ?? '');
        return;
      }
      try {
        const taken = await offer(left);
        const last = left[taken - 1];
        if (last) reached(last.dynamodb.SequenceNumber);
        left = left.slice(taken);
        if (left.length === 0) return;
      } catch (error) {
        if (!(error instanceof FunctionFailed)) throw error;
        if (!signal.aborted) report(messageOf(error));
        if (BisectBatchOnFunctionError && left.length > 1) {
          const half = Math.ceil(left.length / 2);
          await deliverAll(shard, left.slice(0, half), reached);
          await deliverAll(shard, left.slice(half), reached);
          return;
        }
      }
      await sleep(pause(attempt), undefined, { signal });
    }
  };

  return async (shard, records, reached) => {
    const wanted = records.filter(
      (record) => patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, asEvent(record))),
    );
    await deliverAll(shard, wanted, reached);
    const last = records.at(-1);
    if (last) reached(last.dynamodb.SequenceNumber);
  };
};
