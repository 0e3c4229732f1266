import { describe, expect, it } from 'vitest';
import { functionsOf, resourcesOf, templatesOf } from './templates.ts';

const templates = templatesOf('production');
const TEN_MINUTES = 600;

/** In seconds, of the rule that wakes the function. */
const paceOf = (name: string): number => {
  const target = functionsOf(templates).get(name)?.id ?? 'nothing';
  const [rule, ...others] = resourcesOf(templates, 'AWS::Events::Rule').filter(({ Properties }) =>
    JSON.stringify(Properties['Targets']).includes(`"${target}"`),
  );
  const [, count, unit] = /^rate\((\d+) (minute|hour)s?\)$/.exec(String(rule?.Properties['ScheduleExpression'])) ?? [];
  if (!rule || others.length > 0) throw new Error(`${others.length} more rules than one wake ${name}`);
  return Number(count) * (unit === 'hour' ? 3600 : 60);
};

describe('what a killed function leaves undone', () => {
  const queues = resourcesOf(templates, 'AWS::SQS::Queue').filter(({ Properties }) => Properties['RedrivePolicy']);
  it.each(queues.map(({ stack, id, Properties }) => [`${stack} ${id}`, Properties] as const))(
    'is taken up again within ten minutes from its queue: %s',
    (_, { VisibilityTimeout }) => {
      expect(Number(VisibilityTimeout)).toBeGreaterThan(0);
      expect(Number(VisibilityTimeout)).toBeLessThan(TEN_MINUTES);
    },
  );

  it.each([
    'fiches-due',
    'alerts-due',
    'alerts-digest-planner',
    'alerts-reconciler',
    'alerts-reputation',
    'webhooks-waker',
    'documents-sweeper',
    'accounts-reconciler',
    'alerts-reputation',
    'webhooks-waker',
  ])('is done by the next run, within ten minutes: %s', (name) => {
    expect(paceOf(name)).toBeGreaterThan(0);
    expect(paceOf(name)).toBeLessThan(TEN_MINUTES);
  });
});
