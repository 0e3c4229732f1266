import { describe, expect, it } from 'vitest';
import { cdkContext, stageFrom } from '../../lib/stage.ts';
import { type LocatedResource, resourcesOf, type Template, templatesOf } from './templates.ts';

const stages = { local: templatesOf('local'), staging: templatesOf('staging'), production: templatesOf('production') };
const HOLDS_DATA = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::SecretsManager::Secret'];

/** What a stage may change, by type: everything else must be the same wherever Parvis runs. */
const MAY_DIFFER: Record<string, RegExp> = {
  'AWS::DynamoDB::Table': /^(DeletionProtectionEnabled|DeletionPolicy|UpdateReplacePolicy)/,
  'AWS::S3::Bucket': /^(DeletionPolicy|UpdateReplacePolicy)/,
  'AWS::KMS::Key': /^(DeletionPolicy|UpdateReplacePolicy)/,
  'AWS::SecretsManager::Secret': /^(DeletionPolicy|UpdateReplacePolicy)/,
  'AWS::Logs::LogGroup': /^RetentionInDays$/,
  'AWS::Logs::MetricFilter': /^MetricTransformations\.0\.MetricNamespace/,
  'AWS::CloudWatch::Alarm': /^Namespace$/,
  'AWS::CloudWatch::Dashboard': /^DashboardBody/,
  'AWS::Lambda::Function':
    /^(ReservedConcurrentExecutions|Description|Environment\.Variables\.(SIGNIFICANCE_|WEBHOOK_LOOPBACK$|WEBHOOK_RETRY_SECONDS$|SMS_BUDGET$|SENDS_PER_SECOND$|DELIVERY_WORKERS$|SEND_WAY$|COOL_DOWN_SECONDS$))/,
  'AWS::Lambda::EventSourceMapping': /^(ScalingConfig|MaximumBatchingWindowInSeconds)/,
  'AWS::SQS::Queue': /^VisibilityTimeout$/,
  'AWS::CloudFront::ResponseHeadersPolicy': /^ResponseHeadersPolicyConfig\.Name$/,
  'AWS::CloudFront::OriginAccessControl': /^OriginAccessControlConfig\.Name$/,
  'AWS::ApiGatewayV2::Stage': /^(DefaultRouteSettings|RouteSettings)/,
};

const leaves = (value: unknown, path = ''): [string, unknown][] =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`))
    : [[path, value]];

/** The name of a stage is in the name of its stacks, and so in every reference from one to another. */
const withoutStage = (templates: Record<string, Template>, stage: string): Record<string, Template> =>
  JSON.parse(JSON.stringify(templates).replaceAll(`parvis-${stage}-`, 'parvis-')) as Record<string, Template>;

const leavesOf = ({ Properties, stack: _stack, id: _id, Type: _type, ...around }: LocatedResource) =>
  new Map(leaves({ ...Properties, ...around }));

const differences = (one: keyof typeof stages, other: keyof typeof stages): string[] => {
  const others = new Map(resourcesOf(withoutStage(stages[other], other)).map((resource) => [`${resource.stack}/${resource.id}`, resource]));
  return resourcesOf(withoutStage(stages[one], one)).flatMap((resource) => {
    const twin = others.get(`${resource.stack}/${resource.id}`);
    if (!twin) return [`${resource.stack}/${resource.id} is only in ${one}`];
    const [mine, theirs] = [leavesOf(resource), leavesOf(twin)];
    return [...new Set([...mine.keys(), ...theirs.keys()])]
      .filter((path) => mine.get(path) !== theirs.get(path) && !MAY_DIFFER[resource.Type]?.test(path) && !path.startsWith('Tags.'))
      .map((path) => `${resource.stack}/${resource.id}.${path}`);
  });
};

describe('stages', () => {
  it('differ only where they may', () => {
    expect(differences('staging', 'production')).toEqual([]);
    expect(differences('production', 'local')).toEqual([]);
    expect(differences('local', 'production')).toEqual([]);
  });

  it('keep in production whatever holds data, when its stack is deleted and when it is replaced', () => {
    const holders = resourcesOf(stages.production).filter(({ Type }) => HOLDS_DATA.includes(Type));
    expect(holders.length).toBeGreaterThan(12);
    for (const holder of holders) expect(holder).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('refuse in production to delete a table', () => {
    for (const { Properties } of resourcesOf(stages.production, 'AWS::DynamoDB::Table'))
      expect(Properties).toMatchObject({ DeletionProtectionEnabled: true });
  });

  it('leave nothing behind elsewhere', () => {
    for (const { DeletionPolicy } of [...resourcesOf(stages.local), ...resourcesOf(stages.staging)])
      expect(DeletionPolicy).not.toBe('Retain');
  });

  it('hold nothing of a place: no account, no region, no address but those of AWS services', () => {
    const text = JSON.stringify(stages.production);
    expect(text).not.toMatch(/\b\d{12}\b/);
    expect(text).not.toMatch(/\b(eu|us|ap)-[a-z]+-\d\b/);
    expect(text).not.toMatch(/localhost|127\.0\.0\.1/);
  });

  it('are chosen by a name that exists', () => {
    expect(() => stageFrom(cdkContext(), undefined)).toThrow(/local, staging, production/);
    expect(() => stageFrom(cdkContext(), 'prod')).toThrow(/prod: choose one of local, staging, production/);
  });

  it('refuse a setting that nobody reads', () => {
    const context = cdkContext();
    const typed = { stages: { odd: { ...stageFrom(context, 'local').settings, logRetention: 30 } } };
    expect(() => stageFrom(typed, 'odd')).toThrow(/logRetention/);
  });

  it('let webhooks lead to this machine itself only where the whole system runs on it', () => {
    const loopbacks = (stage: keyof typeof stages) =>
      resourcesOf(stages[stage], 'AWS::Lambda::Function').flatMap(({ Properties }) => {
        const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };
        return 'WEBHOOK_LOOPBACK' in Variables ? [Variables['WEBHOOK_LOOPBACK']] : [];
      });
    expect(loopbacks('local')).toEqual(['taken', 'taken']);
    expect(loopbacks('staging')).toEqual(['refused', 'refused']);
    expect(loopbacks('production')).toEqual(['refused', 'refused']);
  });

  it('refuse to keep silent what they would send', () => {
    const settings = { ...stageFrom(cdkContext(), 'local').settings, significance: { silentBelow: 0.6, sendAbove: 0.5 } };
    expect(() => stageFrom({ stages: { odd: settings } }, 'odd')).toThrow(/must not stay silent/);
  });

  it('leave to the editors every revision of which an archive declares nothing', () => {
    for (const name of Object.keys(stages))
      expect(stageFrom(cdkContext(), name).settings.significance).toEqual({ silentBelow: 0, sendAbove: 1 });
  });
});
