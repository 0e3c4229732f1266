import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it, vi } from 'vitest';
import type { Json, JsonObject } from '../../local/assembly.ts';
import { nextRun } from '../../local/triggers/calendar.ts';
import { matchesPattern } from '../../local/triggers/filter.ts';
import { functionResources } from '../doubles/assembly.ts';
import { type SmallSystem, startSmallSystem } from '../doubles/local-system.ts';

const after = Date.parse('2026-02-27T10:15:30Z');
const next = (expression: string) => new Date(nextRun(expression)(after)).toISOString();

describe('a schedule runs next', () => {
  it.each([
    ['rate(1 minute)', '2026-02-27T10:16:30.000Z'],
    ['rate(5 minutes)', '2026-02-27T10:20:30.000Z'],
    ['rate(1 day)', '2026-02-28T10:15:30.000Z'],
    ['cron(* * * * ? *)', '2026-02-27T10:16:00.000Z'],
    ['cron(0 3 * * ? *)', '2026-02-28T03:00:00.000Z'],
    ['cron(0/10 * * * ? *)', '2026-02-27T10:20:00.000Z'],
    ['cron(30 8-9 1,15 * ? *)', '2026-03-01T08:30:00.000Z'],
    ['cron(0 12 ? * MON-FRI *)', '2026-02-27T12:00:00.000Z'],
    ['cron(0 10 ? * FRI *)', '2026-03-06T10:00:00.000Z'],
    ['cron(0 0 29 FEB ? 2027)', 'never'],
  ])('%s', (expression, expected) => {
    if (expected === 'never') expect(nextRun(expression)(after)).toBe(Number.POSITIVE_INFINITY);
    else expect(next(expression)).toBe(expected);
  });

  it.each(['at(2026-01-01T00:00:00)', 'rate(5 seconds)', 'cron(0 0 L * ? *)'])('or is refused: %s', (expression) => {
    expect(() => nextRun(expression)).toThrow(/does not support/);
  });
});

describe('the pattern of a filter', () => {
  it.each<[string, Json, unknown, boolean]>([
    ['a value of a list', { a: ['x', 'y'] }, { a: 'y' }, true],
    ['none of a list', { a: ['x'] }, { a: 'z' }, false],
    ['every key', { a: ['x'], b: [1] }, { a: 'x', b: 2 }, false],
    ['within', { a: { b: [null] } }, { a: { b: null } }, true],
    ['a prefix', { a: [{ prefix: 'fiche.' }] }, { a: 'fiche.revised' }, true],
    ['a suffix', { a: [{ suffix: '.zip' }] }, { a: 'x.xml' }, false],
    ['there', { a: [{ exists: true }] }, {}, false],
    ['not there', { a: [{ exists: false }] }, {}, true],
    ['anything but', { a: [{ 'anything-but': ['x'] }] }, { a: 'y' }, true],
    ['a range', { a: [{ numeric: ['>', 1, '<=', 5] }] }, { a: 5 }, true],
    ['out of range', { a: [{ numeric: ['>', 1, '<=', 5] }] }, { a: 6 }, false],
  ])('%s', (_, pattern, value, expected) => expect(matchesPattern(pattern, value)).toBe(expected));

  it('is refused when it is not known', () => {
    expect(() => matchesPattern({ a: [{ cidr: '10.0.0.0/8' }] }, { a: '10.0.0.1' })).toThrow(/does not support/);
  });
});

const tells = 'export const handler = async (event) => { console.log(JSON.stringify({ message: JSON.stringify(event) })); return event; };';

describe('the schedules of the template', () => {
  const scheduled = (extra: JsonObject = {}, target: JsonObject = {}): SmallSystem => ({
    resources: {
      ...functionResources('due', []),
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          ScheduleExpression: 'rate(1 minute)',
          State: 'ENABLED',
          Targets: [{ Id: 'due', Arn: { 'Fn::GetAtt': ['due', 'Arn'] }, ...target }],
          ...extra,
        },
      },
    },
    bundles: { due: tells },
  });

  it('run when asked, with the event of EventBridge', async () => {
    const system = await startSmallSystem(scheduled());
    expect(await system.runSchedule('due')).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      resources: ['arn:aws:events:eu-west-3:000000000000:rule/small-Rule'],
    });
    await expect(system.runSchedule('other')).rejects.toThrow('no schedule wakes other');
  });

  it('run with the input that the template gives', async () => {
    const system = await startSmallSystem(scheduled({}, { Input: '{"only":"this"}' }));
    expect(await system.runSchedule('due')).toEqual({ only: 'this' });
  });

  it('run by themselves when their time comes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      const system = await startSmallSystem(scheduled());
      vi.advanceTimersByTime(60_000);
      vi.useRealTimers();
      await vi.waitFor(() => expect(system.functions.environments('due')).toHaveLength(1), 5000);
    } finally {
      vi.useRealTimers();
    }
  });

  it('are refused when they listen to events instead', async () => {
    await expect(startSmallSystem(scheduled({ EventPattern: { source: ['x'] } }))).rejects.toThrow(/small\/Rule: .*event pattern/);
  });
});

describe('the notifications of a bucket', () => {
  const heard = (configuration: JsonObject): SmallSystem => ({
    resources: {
      Uploads: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: configuration } },
      Arrivals: { Type: 'AWS::SQS::Queue' },
      ...functionResources('importer', ['sqs:*']),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: { 'Fn::GetAtt': ['Arrivals', 'Arn'] }, FunctionName: { Ref: 'importer' } },
      },
    },
    bundles: {
      importer: `export const handler = async ({ Records }) => {
        for (const { body } of Records) for (const { eventName, s3 } of JSON.parse(body).Records)
          console.log(JSON.stringify({ message: [eventName, s3.bucket.name, s3.object.key, s3.object.size].join(' ') }));
      };`,
    },
  });
  const Queue = { 'Fn::GetAtt': ['Arrivals', 'Arn'] };

  it('tell the queue of what it subscribed to, and of nothing else', async () => {
    const Filter = {
      S3Key: {
        Rules: [
          { Name: 'prefix', Value: 'imports/' },
          { Name: 'suffix', Value: '.zip' },
        ],
      },
    };
    const system = await startSmallSystem(heard({ QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue, Filter }] }));
    const s3 = new S3Client(system.operator);
    for (const Key of ['other/1.zip', 'imports/1.xml', 'imports/été 1.zip'])
      await s3.send(new PutObjectCommand({ Bucket: 'small-uploads', Key, Body: 'xyz' }));
    s3.destroy();
    await vi.waitFor(
      () => expect(system.functions.countOf('ObjectCreated:Put small-uploads imports/%C3%A9t%C3%A9+1.zip 3')).toBe(1),
      10_000,
    );
    expect(await system.queues.depth('importer')).toMatchObject({ visible: 0 });
    expect(system.functions.countOf('ObjectCreated:Put small-uploads other/1.zip 3')).toBe(0);
  });

  it('are refused when they would call something else than a queue', async () => {
    await expect(startSmallSystem(heard({ TopicConfigurations: {} }))).rejects.toThrow(
      /small\/Uploads: .*does not support TopicConfigurations/,
    );
  });
});
