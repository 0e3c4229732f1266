import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../local/assembly.ts';
import type { System } from '../../local/system.ts';
import { functionResources, temporaryFolder } from '../doubles/assembly.ts';
import { obedientFunction, type SmallSystem, startSmallSystem } from '../doubles/local-system.ts';

const until = (what: () => unknown) => vi.waitFor(what, { timeout: 15_000, interval: 20 });
const count = (system: System, code: string) => system.functions.countOf(code);

const streamSystem = (mapping: JsonObject = {}): SmallSystem => ({
  resources: {
    Gone: { Type: 'AWS::SQS::Queue' },
    Outbox: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      },
    },
    ...functionResources('worker', ['dynamodb:*', 'sqs:*']),
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Outbox', 'StreamArn'] },
        FunctionName: { Ref: 'worker' },
        StartingPosition: 'TRIM_HORIZON',
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ...mapping,
      },
    },
  },
  bundles: { worker: obedientFunction },
});

/** Puts orders into the table one after the other, so that the stream has them in this order. */
const put = async (system: System, ...orders: { name: string; does?: string }[]): Promise<void> => {
  const client = new DynamoDBClient(system.operator);
  for (const order of orders) {
    const Item = { pk: { S: order.name }, order: { S: JSON.stringify(order) } };
    await client.send(new PutItemCommand({ TableName: 'small-Outbox', Item }));
  }
  client.destroy();
};

describe('the stream of a table wakes its function', () => {
  it('with every record, once', async () => {
    const system = await startSmallSystem(streamSystem());
    await put(system, { name: 'a' }, { name: 'b' }, { name: 'c' });
    await until(() => expect(['a', 'b', 'c'].map((name) => count(system, `done:${name}`))).toEqual([1, 1, 1]));
    expect(system.denied).toEqual([]);
  });

  it('from the record on which it failed, and not those before', async () => {
    const system = await startSmallSystem(streamSystem({ MaximumBatchingWindowInSeconds: 1, MaximumRetryAttempts: 2 }));
    await put(system, { name: 'a' }, { name: 'b', does: 'fail' }, { name: 'c' });
    await until(() => expect(count(system, 'seen:b')).toBe(3));
    expect(count(system, 'seen:a')).toBe(1);
    expect(count(system, 'seen:c')).toBe(3);
  });

  it('and what it will not take goes to the failure destination, so that what follows is not held up', async () => {
    const destination = { DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Gone', 'Arn'] } } } };
    const system = await startSmallSystem(streamSystem({ MaximumRetryAttempts: 1, BatchSize: 1, ...destination }));
    await put(system, { name: 'a', does: 'throw' }, { name: 'b' });
    await until(() => expect(count(system, 'done:b')).toBe(1));
    expect(count(system, 'seen:a')).toBe(2);
    expect(system.reports.at(-1)).toMatch(/worker gave up 1 records of .*small-Outbox\/stream\/local after 2 attempts/);
  });

  it('with half of a batch at a time, to find the record that makes it fail', async () => {
    const system = await startSmallSystem(
      streamSystem({
        MaximumBatchingWindowInSeconds: 1,
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 1,
        FunctionResponseTypes: [],
      }),
    );
    await put(system, { name: 'a' }, { name: 'b' }, { name: 'c', does: 'throw' }, { name: 'd' });
    await until(() => expect(count(system, 'done:d')).toBeGreaterThan(0));
    await until(() => expect(system.reports.at(-1)).toMatch(/gave up 1 records/));
    expect(count(system, 'done:b')).toBeGreaterThan(0);
  });

  it('only with the records that its filters let through', async () => {
    const Pattern = JSON.stringify({ eventName: ['INSERT'], dynamodb: { NewImage: { pk: { S: [{ prefix: 'a' }] } } } });
    const system = await startSmallSystem(streamSystem({ FilterCriteria: { Filters: [{ Pattern }] } }));
    await put(system, { name: 'b1' }, { name: 'a1' }, { name: 'a2' });
    await until(() => expect(count(system, 'done:a2')).toBe(1));
    expect([count(system, 'seen:a1'), count(system, 'seen:b1')]).toEqual([1, 0]);
  });
});

it('a restart goes on where the last run ended: nothing twice, nothing lost', async () => {
  const dataDir = temporaryFolder();
  const first = await startSmallSystem(streamSystem(), { dataDir });
  await put(first, { name: 'a' });
  await until(() => expect(count(first, 'done:a')).toBe(1));
  await put(first, { name: 'b', does: 'wait' });
  await until(() => expect(count(first, 'seen:b')).toBe(1));
  await first.stop();
  const second = await startSmallSystem(streamSystem(), { dataDir });
  await until(() => expect(count(second, 'seen:b')).toBe(1));
  expect(count(second, 'seen:a')).toBe(0);
});
