import { Stack, Validations } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { acceptedFindings } from '../../lib/accepted-findings.ts';
import { ReasonedChecks } from '../../lib/nag.ts';
import { appOf } from './templates.ts';

/** Everything that AwsSolutions finds, accepted or not. */
const findings = (): { rule: string; where: string }[] => {
  const { app, dispose } = appOf('production');
  try {
    app.synth();
    return new AwsSolutionsChecks(app)
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath = '' }) => ({ rule: ruleName, where: constructPath })),
      );
  } finally {
    dispose();
  }
};

describe('AwsSolutions', () => {
  it('lets the stacks pass, on every stage', () => {
    for (const stage of ['staging', 'production']) {
      const { app, dispose } = appOf(stage);
      Validations.of(app).addPlugins(new ReasonedChecks(app));
      expect(() => app.synth()).not.toThrow();
      dispose();
    }
  });

  it('stops a synthesis on what nobody accepted', () => {
    const { app, dispose } = appOf('production');
    new Topic(new Stack(app, 'Careless'), 'Unencrypted');
    Validations.of(app).addPlugins(new ReasonedChecks(app));
    expect(() => app.synth()).toThrow(/Careless\/Unencrypted[^]*SNS3/);
    dispose();
  });

  it('has no accepted finding that it no longer finds', () => {
    const found = findings();
    const stale = acceptedFindings.filter(
      ({ rule, where }) => !found.some((finding) => rule.test(finding.rule) && where.test(finding.where)),
    );
    expect(stale).toEqual([]);
  });

  it('has each finding accepted for one reason, in a sentence', () => {
    for (const finding of findings()) {
      const reasons = acceptedFindings.filter(({ rule, where }) => rule.test(finding.rule) && where.test(finding.where));
      expect(
        reasons.map(({ reason }) => reason),
        `${finding.rule} at ${finding.where}`,
      ).toEqual([expect.stringMatching(/^.{40,}\.$/)]);
    }
  });
});
