import { describe, expect, it } from 'vitest';
import { functionSettings } from '../../lib/functions/settings.ts';
import { functionsOf, resourcesOf, templatesOf } from './templates.ts';

interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource?: unknown;
  NotResource?: unknown;
}

/** Every wildcard that a role may hold, and why it is no wider than it must be. */
const wildcards: { action: RegExp; resource: RegExp; roles: RegExp; reason: string }[] = [
  {
    action: /^xray:(PutTraceSegments|PutTelemetryRecords)$/,
    resource: /^\*$/,
    roles: /./,
    reason: 'X-Ray has no resources to name',
  },
  {
    action: /^dynamodb:ListStreams$/,
    resource: /^\*$/,
    roles: /^publisher-outbox$/,
    reason: 'a trigger on a stream needs it, and DynamoDB takes it on no named table',
  },
  {
    action: /^s3:(Get|Put)Object$/,
    resource: /\/(content|differences|drafts)\/\*$/,
    roles: /^fiches-/,
    reason: 'the names of contents are made at run time, under prefixes of the capability',
  },
  {
    action: /^s3:(Get|Put)Object$/,
    resource: /\/imports\/\*$/,
    roles: /^fiches-(api|importer|fetcher)$/,
    reason: 'an archive is named after its import',
  },
  {
    action: /^s3:PutObject$/,
    resource: /\/(fiches|themes)\/\*$/,
    roles: /^fiches-(pages|index)$/,
    reason: 'a page is named after its fiche or its theme',
  },
  {
    action: /^s3:PutObject$/,
    resource: /\/themes\/\*\.atom$/,
    roles: /^fiches-feeds$/,
    reason: 'a feed is named after its theme',
  },
  {
    action: /^s3:(PutObject|AbortMultipartUpload)$/,
    resource: /\/parts\/\*$/,
    roles: /-holdings$/,
    reason: 'a part of a copy is named after the copy',
  },
  {
    action: /^s3:(GetObject|PutObject|AbortMultipartUpload|DeleteObject)$/,
    resource: /\/(parts|archives)\/\*$/,
    roles: /^accounts-(exporter|leaving|holdings)$/,
    reason: 'a copy and its parts are named after the copy',
  },
  {
    action: /^s3:GetObject$/,
    resource: /\/files\/\*$/,
    roles: /^accounts-exporter$/,
    reason: 'the files of whoever asks for a copy are named by their documents',
  },
  {
    action: /^s3:((Get|Put|Delete)Object|AbortMultipartUpload)$/,
    resource: /\/(incoming|files|previews|deposits|copies|wallets)\/\*$/,
    roles: /^documents-/,
    reason: 'a file is named at random when its upload begins',
  },
  {
    action: /^s3:GetObject(Version)?$/,
    resource: /\/incoming\/\*$/,
    roles: /^ScannerRole/,
    reason: 'GuardDuty reads what comes in, and nothing that was checked',
  },
  {
    action: /^events:\w+$/,
    resource: /:rule\/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3\*$/,
    roles: /^ScannerRole/,
    reason: 'GuardDuty names its own rule on the bus',
  },
  {
    action: /^sns:Publish$/,
    resource: /^all but arn:.+:sns:\*:\*:\*$/,
    roles: /^alerts-(phone|delivery)$/,
    reason: 'a phone has no ARN, and everything that has one is left out: no topic can be published to',
  },
  {
    action: /^sns:CheckIfPhoneNumberIsOptedOut$/,
    resource: /^\*$/,
    roles: /^alerts-(phone|delivery)$/,
    reason: 'SNS asks for it on no resource',
  },
];

const listOf = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const flat = (resource: unknown): string => {
  if (typeof resource === 'string') return resource;
  const join = (resource as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'];
  return join ? join[1].map(flat).join(join[0]) : `<${JSON.stringify(resource).replaceAll('*', '')}>`;
};

const templates = templatesOf('production');
const policies = resourcesOf(templates, 'AWS::IAM::Policy');
const roleName = (roles: unknown): string => {
  const id = (roles as [{ Ref: string }])[0].Ref;
  return [...functionsOf(templates)].find(([, { Properties }]) => JSON.stringify(Properties['Role']).includes(`"${id}"`))?.[0] ?? id;
};
const allowed = policies.flatMap(({ Properties }) =>
  (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement.flatMap(({ Effect, Action, Resource, NotResource }) =>
    listOf(Action).flatMap((action) =>
      [...listOf(Resource ?? []).map(flat), ...listOf(NotResource ?? []).map((resource) => `all but ${flat(resource)}`)].map(
        (resource) => ({ role: roleName(Properties['Roles']), Effect, action, resource }),
      ),
    ),
  ),
);

describe('roles', () => {
  it('hold their statements in one policy each, and none of anybody else’s making', () => {
    const roles = resourcesOf(templates, 'AWS::IAM::Role');
    expect(policies).toHaveLength(roles.length);
    for (const { Properties } of roles) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
      expect(Properties).not.toHaveProperty('Policies');
    }
  });

  it('are assumed by the service of functions alone, but for that of the scanner', () => {
    for (const { id, Properties } of resourcesOf(templates, 'AWS::IAM::Role')) {
      const service = id.startsWith('ScannerRole') ? 'malware-protection-plan.guardduty.amazonaws.com' : 'lambda.amazonaws.com';
      expect(Properties['AssumeRolePolicyDocument']).toMatchObject({ Statement: [{ Principal: { Service: service } }] });
    }
  });

  it('name every verb by itself', () => {
    expect(allowed.filter(({ action }) => action.includes('*'))).toEqual([]);
  });

  it('name what they act on, but for the wildcards that are listed with their reason', () => {
    const unlisted = allowed.filter(
      ({ role, action, resource }) =>
        resource.includes('*') &&
        !wildcards.some((listed) => listed.roles.test(role) && listed.action.test(action) && listed.resource.test(resource)),
    );
    expect(unlisted).toEqual([]);
  });

  it('use every wildcard that is listed', () => {
    const unused = wildcards.filter(
      (listed) =>
        !allowed.some(
          ({ role, action, resource }) => listed.roles.test(role) && listed.action.test(action) && listed.resource.test(resource),
        ),
    );
    expect(unused).toEqual([]);
  });

  it.each(Object.entries(functionSettings))('%s has the table verbs of its settings, and no other', (name, { tables = {} }) => {
    const granted = allowed
      .filter(({ role, action }) => role === name && /^dynamodb:.*(Item|Query|Scan)$/.test(action))
      .map(({ action }) => action.slice('dynamodb:'.length));
    expect(granted.sort()).toEqual(Object.values(tables).flat().sort());
  });
});
