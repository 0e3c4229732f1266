import { describe, expect, it } from 'vitest';
import { functionsOf, resourcesOf, templatesOf } from './templates.ts';

const templates = templatesOf('production');

describe('the mail service', () => {
  it('tells of everything that becomes of a mail', () => {
    const [destination] = resourcesOf(templates, 'AWS::SES::ConfigurationSetEventDestination');
    const { Enabled, MatchingEventTypes } = (destination?.Properties['EventDestination'] ?? {}) as {
      Enabled: boolean;
      MatchingEventTypes: string[];
    };
    expect(Enabled).toBe(true);
    expect(MatchingEventTypes.toSorted()).toEqual(['bounce', 'complaint', 'delivery', 'deliveryDelay', 'reject', 'renderingFailure']);
  });

  it('keeps no list of its own that would refuse whom we let resume', () => {
    const [set] = resourcesOf(templates, 'AWS::SES::ConfigurationSet');
    expect(set?.Properties['SuppressionOptions']).toEqual({ SuppressedReasons: [] });
  });

  it('has our reputation looked at each minute', () => {
    const watcher = functionsOf(templates).get('alerts-reputation');
    const rules = resourcesOf(templates, 'AWS::Events::Rule').filter(({ Properties }) =>
      JSON.stringify(Properties['Targets']).includes(`"${watcher?.id}"`),
    );
    expect(rules.map(({ Properties }) => Properties['ScheduleExpression'])).toEqual(['rate(1 minute)']);
  });
});
