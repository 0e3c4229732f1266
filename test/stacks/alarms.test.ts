import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countedCodes, errorCodes, toldCodes, warningCodes } from '../../schemas/log-codes.ts';
import { resourcesOf, templatesOf } from './templates.ts';

const root = join(import.meta.dirname, '../..');
const templates = templatesOf('production');
const alarms = resourcesOf(templates, 'AWS::CloudWatch::Alarm').map(
  ({ id, Properties }) =>
    ({ id, ...Properties }) as { id: string; AlarmDescription: string; AlarmActions: unknown[]; TreatMissingData: string },
);
const runbookOf = (description: string): string => /Que faire : (docs\/runbooks\/[a-z-]+\.md)$/.exec(description)?.[1] ?? '';

describe('alarms', () => {
  it.each(alarms)(
    '$id says in a sentence who is hurt, and where it is written what to do',
    ({ AlarmDescription, AlarmActions, TreatMissingData }) => {
      expect(AlarmDescription).toMatch(/^[A-ZÉ].{30,}\. Que faire : /);
      expect(existsSync(join(root, runbookOf(AlarmDescription)))).toBe(true);
      expect(AlarmActions).toHaveLength(1);
      expect(TreatMissingData).toBe('notBreaching');
    },
  );

  it('need every runbook there is', () => {
    const named = new Set(alarms.map(({ AlarmDescription }) => runbookOf(AlarmDescription)));
    expect(
      readdirSync(join(root, 'docs/runbooks'))
        .map((file) => `docs/runbooks/${file}`)
        .sort(),
    ).toEqual([...named].sort());
  });

  it('watch what hurts people', () => {
    const metrics = resourcesOf(templates, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties['MetricName']);
    expect(metrics).toEqual(
      expect.arrayContaining([
        '5xx',
        'ApproximateNumberOfMessagesVisible',
        'IteratorAge',
        'ApproximateAgeOfOldestMessage',
        'Reputation.BounceRate',
        'Reputation.ComplaintRate',
        'mail.refused',
        'sending.stopped',
      ]),
    );
  });
});

describe('log codes', () => {
  it('that count become metrics of their own name, and no other does', () => {
    const filters = resourcesOf(templates, 'AWS::Logs::MetricFilter').map(({ Properties }) => ({
      pattern: Properties['FilterPattern'],
      name: (Properties['MetricTransformations'] as [{ MetricName: string }])[0].MetricName,
    }));
    const counted = [...errorCodes, ...warningCodes, ...countedCodes].map((code) => ({ pattern: `{ $.message = "${code}" }`, name: code }));
    const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
    expect(filters.sort(byName)).toEqual(counted.sort(byName));
  });

  it('are each of one kind alone', () => {
    const all: string[] = [...errorCodes, ...warningCodes, ...countedCodes, ...toldCodes];
    expect(all.filter((code, at) => all.indexOf(code) !== at)).toEqual([]);
  });
});
