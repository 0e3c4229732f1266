import { setTimeout as sleep } from 'node:timers/promises';
import { AwsRefused, callAws } from '../aws-call.ts';
import type { Positions } from './position.ts';
import { deliverer, type StreamRecord, type StreamSettings } from './stream-delivery.ts';
import { type Mapping, messageOf, type Trigger } from './trigger.ts';

const IDLE_MILLISECONDS = 50;
const PAUSE_AFTER_ERROR_MILLISECONDS = 500;
const MOST_AT_ONCE = 1000;

interface Shard {
  ShardId: string;
  ParentShardId?: string;
}

/**
 * Gives the records of a table's stream to a function, in the order of each shard, a parent before its children. It begins at the oldest
 * record whatever the template says of the starting position: the mapping is as old as the table here.
 */
export const streamTrigger = (mapping: Mapping<StreamSettings>, positions: Positions): Trigger => {
  const { fn, settings, sourceArn, caller, report } = mapping;
  const table = sourceArn.split('/')[1];
  const stopping = new AbortController();
  const { signal } = stopping;
  const deliver = deliverer(mapping, signal);
  const call = <Reply>(operation: string, body: object): Promise<Reply> =>
    callAws<Reply>(caller, `DynamoDBStreams_20120810.${operation}`, body, signal);

  const streamArn = async (): Promise<string> => {
    const { Streams = [] } = await call<{ Streams?: { StreamArn: string }[] }>('ListStreams', { TableName: table });
    const newest = Streams.at(-1);
    if (!newest) throw new Error(`the table ${table} has no stream`);
    return newest.StreamArn;
  };

  const iterator = async (StreamArn: string, ShardId: string): Promise<string | undefined> => {
    const position = positions.of(ShardId);
    if (position === 'ended') return undefined;
    const ask = (where: object): Promise<{ ShardIterator?: string }> => call('GetShardIterator', { StreamArn, ShardId, ...where });
    const oldest = { ShardIteratorType: 'TRIM_HORIZON' };
    if (!position) return (await ask(oldest)).ShardIterator;
    try {
      return (await ask({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position.after })).ShardIterator;
    } catch (error) {
      if (error instanceof AwsRefused && error.name === 'TrimmedDataAccessException') return (await ask(oldest)).ShardIterator;
      throw error;
    }
  };

  const gather = async (from: string): Promise<{ records: StreamRecord[]; next: string | undefined }> => {
    const { BatchSize = 100, MaximumBatchingWindowInSeconds = 0 } = settings;
    const end = Date.now() + MaximumBatchingWindowInSeconds * 1000;
    const records: StreamRecord[] = [];
    let next: string | undefined = from;
    do {
      const Limit = Math.min(MOST_AT_ONCE, BatchSize - records.length);
      const page: { Records?: StreamRecord[]; NextShardIterator?: string } = await call('GetRecords', { ShardIterator: next, Limit });
      records.push(...(page.Records ?? []));
      next = page.NextShardIterator;
      if (!page.Records?.length && next) await sleep(IDLE_MILLISECONDS, undefined, { signal });
    } while (next && records.length < BatchSize && Date.now() < end);
    return { records, next };
  };

  const readShard = async (StreamArn: string, ShardId: string): Promise<void> => {
    let next = await iterator(StreamArn, ShardId);
    while (next) {
      const { records, next: following } = await gather(next);
      if (records.length > 0) await deliver(ShardId, records, (after) => positions.set(ShardId, { after }));
      next = following;
    }
    positions.set(ShardId, 'ended');
  };

  const reading = new Map<string, Promise<void>>();

  const readAll = async (): Promise<void> => {
    const StreamArn = await streamArn();
    while (!signal.aborted) {
      const { StreamDescription } = await call<{ StreamDescription: { Shards?: Shard[] } }>('DescribeStream', { StreamArn });
      const shards = StreamDescription.Shards ?? [];
      const open = (id: string | undefined): boolean => shards.some(({ ShardId }) => ShardId === id) && positions.of(id ?? '') !== 'ended';
      for (const { ShardId, ParentShardId } of shards) {
        if (!open(ShardId) || open(ParentShardId) || reading.has(ShardId)) continue;
        reading.set(
          ShardId,
          readShard(StreamArn, ShardId).finally(() => reading.delete(ShardId)),
        );
      }
      await Promise.race([...reading.values(), sleep(PAUSE_AFTER_ERROR_MILLISECONDS, undefined, { signal })]);
    }
  };

  const readForever = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await readAll();
      } catch (error) {
        if (signal.aborted) return;
        report(`${fn.name} cannot read the stream of ${table}: ${messageOf(error)}`);
        await sleep(PAUSE_AFTER_ERROR_MILLISECONDS);
      }
    }
  };

  const polling = readForever();
  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.allSettled(reading.values());
    },
  };
};
