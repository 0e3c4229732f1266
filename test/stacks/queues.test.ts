import { describe, expect, it } from 'vitest';
import { CALL, CHUNK } from '../../functions/alerts/rules/chunks.ts';
import { type ConsumerFunction, consumers } from '../../schemas/events/index.ts';
import { functionsOf, type LocatedResource, resourcesOf, templatesOf } from './templates.ts';

const templates = templatesOf('production');
const functions = functionsOf(templates);
const mappings = resourcesOf(templates, 'AWS::Lambda::EventSourceMapping');
const alarms = resourcesOf(templates, 'AWS::CloudWatch::Alarm');
const subscriptions = resourcesOf(templates, 'AWS::SNS::Subscription');
const queues = resourcesOf(templates, 'AWS::SQS::Queue');

/** Finds the queue that an expression in `stack` points to, be it of this stack or of the output of another. */
const queueAt = (stack: string, expression: unknown): LocatedResource | undefined => {
  const text = JSON.stringify(expression);
  return queues.find(({ id, stack: home }) => (home === stack ? text.includes(`"${id}"`) : text.includes(`FnGetAtt${id}Arn`)));
};

/** `alerts-delivery/Urgent` is the mapping of that name, where a function has several. */
const mappingOf = (name: string): LocatedResource | undefined => {
  const [handlerName = '', trigger = ''] = name.split('/');
  const handler = functions.get(handlerName);
  return mappings.find(
    ({ id, stack, Properties }) =>
      stack === handler?.stack &&
      JSON.stringify(Properties['FunctionName']).includes(`"${handler.id}"`) &&
      id.includes('UrgentQueueTrigger') === (trigger === 'Urgent'),
  );
};

const timeoutOf = (name: string): number => Number(functions.get(name.split('/')[0] ?? '')?.Properties['Timeout']);

const queueOf = (name: string): LocatedResource | undefined => {
  const mapping = mappingOf(name);
  return mapping && queueAt(mapping.stack, mapping.Properties['EventSourceArn']);
};

const deadLettersOf = (queue: LocatedResource | undefined): LocatedResource | undefined =>
  queue && queueAt(queue.stack, queue.Properties['RedrivePolicy']);

const alarmOn = (queue: LocatedResource | undefined): LocatedResource | undefined =>
  alarms.find(
    ({ stack, Properties }) =>
      queue &&
      stack === queue.stack &&
      Properties['MetricName'] === 'ApproximateNumberOfMessagesVisible' &&
      JSON.stringify(Properties['Dimensions']).includes(`"${queue.id}"`),
  );

const sendsMails = ['alerts-delivery', 'alerts-delivery/Urgent', 'alerts-digest-delivery'] as const;
const workers = [
  'fiches-importer',
  'alerts-pager',
  'alerts-pager/Urgent',
  'alerts-digest-pager',
  ...sendsMails,
  'alerts-feedback',
  'documents-checker',
  'webhooks-sender',
] as const;
const consumerNames = Object.keys(consumers) as ConsumerFunction[];

/** A mail service that fails for half an hour rings nobody. */
const attempts: Partial<Record<string, number>> = Object.fromEntries(sendsMails.map((name) => [name, 140]));

describe('queues', () => {
  it('each wake one function or hold the dead letters of one', () => {
    expect(queues).toHaveLength(2 * (workers.length + consumerNames.length));
  });

  it.each([...workers, ...consumerNames])('%s has a queue, a dead-letter queue and an alarm on it', (name) => {
    const queue = queueOf(name);
    const deadLetters = deadLettersOf(queue);
    expect(queue?.Properties['RedrivePolicy']).toMatchObject({ maxReceiveCount: attempts[name] ?? 5 });
    expect(deadLetters).toBeDefined();
    expect(alarmOn(deadLetters)?.Properties).toMatchObject({ Threshold: 1, EvaluationPeriods: 1, AlarmActions: [expect.anything()] });
  });

  it.each([...workers, ...consumerNames])('%s gives back single messages, and has time to before they show again', (name) => {
    const mapping = mappingOf(name);
    expect(mapping?.Properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    const window = Number(mapping?.Properties['MaximumBatchingWindowInSeconds'] ?? 0);
    expect(Number(queueOf(name)?.Properties['VisibilityTimeout'])).toBeGreaterThan(timeoutOf(name) + window);
  });

  it.each(['fiches-importer', 'alerts-pager', 'alerts-pager/Urgent', 'webhooks-sender'])(
    '%s takes one message at a time, with a limit to how many at once',
    (name) => {
      expect(mappingOf(name)?.Properties).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: expect.any(Number) } });
    },
  );

  it.each(sendsMails)('%s takes five hundred people at a time, and is replaced within fifteen seconds of a kill', (name) => {
    const { BatchSize, ScalingConfig } = mappingOf(name)?.Properties ?? {};
    expect(BatchSize).toBe(name === 'alerts-digest-delivery' ? 500 / CALL : 500 / CHUNK);
    expect(ScalingConfig).toEqual({ MaximumConcurrency: expect.any(Number) });
    const lease = timeoutOf(name) + 1;
    const visibility = Number(queueOf(name)?.Properties['VisibilityTimeout']);
    expect(visibility).toBeGreaterThan(lease);
    expect(visibility).toBeLessThanOrEqual(13);
  });

  it.each(['alerts-delivery', 'alerts-digest-delivery'] as const)('%s knows how many of it send at once', (name) => {
    const environment = functions.get(name)?.Properties['Environment'] as { Variables: Record<string, unknown> } | undefined;
    expect(mappingOf(name)?.Properties['ScalingConfig']).toEqual({
      MaximumConcurrency: Number(environment?.Variables['DELIVERY_WORKERS']),
    });
  });

  it('refuse what is not encrypted on the way', () => {
    const policies = resourcesOf(templates, 'AWS::SQS::QueuePolicy');
    for (const { id, stack, Properties } of queues) {
      expect(Properties).toMatchObject({ SqsManagedSseEnabled: true });
      const policy = policies.find(
        (found) => found.stack === stack && JSON.stringify(found.Properties['Queues']) === JSON.stringify([{ Ref: id }]),
      );
      expect(JSON.stringify(policy?.Properties)).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
    }
  });
});

describe('events', () => {
  it.each(consumerNames)('%s gets the events of its line, bare', (name) => {
    const queue = queueOf(name);
    const subscription = subscriptions.find(({ stack, Properties }) => queueAt(stack, Properties['Endpoint'])?.id === queue?.id);
    expect(subscription?.Properties).toMatchObject({
      Protocol: 'sqs',
      RawMessageDelivery: true,
      FilterPolicy: { type: consumers[name].on.map(({ type }) => type) },
    });
  });

  it.each(consumerNames)('%s says who is hurt in the words of its line', (name) => {
    const description = alarmOn(deadLettersOf(queueOf(name)))?.Properties['AlarmDescription'];
    expect(description).toContain(consumers[name].why);
  });

  it('leave the outbox in their order, none passed over and none that is only expiring', () => {
    const trigger = mappingOf('publisher-outbox');
    expect(trigger?.Properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
    });
    expect(trigger?.Properties).not.toHaveProperty('MaximumRetryAttempts');
  });
});
