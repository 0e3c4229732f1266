import { createHash } from 'node:crypto';
import type { JsonObject } from './template.ts';

/** Where the local system stands in for AWS. */
export interface Place {
  region: string;
  account: string;
  /** Where the emulated services answer, without a trailing slash: it is in the address of every queue. */
  awsAddress: string;
}

/** A resource whose identity is asked for: `props` holds what is resolved so far, names included. */
export interface Subject {
  type: string;
  /** `<stack>-<logical id>`, the name that a resource without one of its own gets. */
  label: string;
  props: JsonObject;
}

const nameProperty: Record<string, string> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::Events::Rule': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
};

/** The longest name that each service takes, where `<stack>-<logical id>` could be longer. */
const longest: Record<string, number> = { 'AWS::S3::Bucket': 63, 'AWS::Lambda::Function': 64, 'AWS::IAM::Role': 64, 'AWS::SQS::Queue': 80 };

const shorten = (label: string, limit: number): string =>
  label.length <= limit ? label : `${label.slice(0, limit - 9)}-${createHash('sha256').update(label).digest('hex').slice(0, 8)}`;

/** The bare name of a resource: the template's own, else one made of its stack and logical id, the same at every start. */
export const nameOf = ({ type, label, props }: Subject): string => {
  const given = props[nameProperty[type] ?? ''];
  if (typeof given === 'string') return given;
  const name = shorten(label, longest[type] ?? 128);
  return type === 'AWS::S3::Bucket' ? name.toLowerCase() : name;
};

const regional = (service: string, resource: string, { region, account }: Place): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

type Identity = (name: string, place: Place) => string;

const arns: Record<string, Identity> = {
  'AWS::DynamoDB::Table': (name, place) => regional('dynamodb', `table/${name}`, place),
  'AWS::DynamoDB::GlobalTable': (name, place) => regional('dynamodb', `table/${name}`, place),
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
  'AWS::SQS::Queue': (name, place) => regional('sqs', name, place),
  'AWS::SNS::Topic': (name, place) => regional('sns', name, place),
  'AWS::Lambda::Function': (name, place) => regional('lambda', `function:${name}`, place),
  'AWS::IAM::Role': (name, { account }) => `arn:aws:iam::${account}:role/${name}`,
  'AWS::IAM::ManagedPolicy': (name, { account }) => `arn:aws:iam::${account}:policy/${name}`,
  'AWS::KMS::Key': (name, place) => regional('kms', `key/${name}`, place),
  'AWS::Logs::LogGroup': (name, place) => regional('logs', `log-group:${name}:*`, place),
  'AWS::SecretsManager::Secret': (name, place) => regional('secretsmanager', `secret:${name}-local0`, place),
  'AWS::SES::ConfigurationSet': (name, place) => regional('ses', `configuration-set/${name}`, place),
  'AWS::SES::EmailIdentity': (name, place) => regional('ses', `identity/${name}`, place),
  'AWS::Events::Rule': (name, place) => regional('events', `rule/${name}`, place),
  'AWS::GuardDuty::MalwareProtectionPlan': (name, place) => regional('guardduty', `malware-protection-plan/${name}`, place),
  'AWS::Scheduler::Schedule': (name, place) => regional('scheduler', `schedule/default/${name}`, place),
  'AWS::CloudFront::Distribution': (name, { account }) => `arn:aws:cloudfront::${account}:distribution/${name}`,
  'AWS::CloudWatch::Alarm': (name, place) => regional('cloudwatch', `alarm:${name}`, place),
  'AWS::WAFv2::WebACL': (name, place) => regional('wafv2', `global/webacl/${name}/local`, place),
};

/** The ARN of a resource; undefined for a type that has none here. */
export const arnOf = (subject: Subject, place: Place): string | undefined => arns[subject.type]?.(nameOf(subject), place);

const refIsArn = new Set(['AWS::SNS::Topic', 'AWS::SecretsManager::Secret', 'AWS::IAM::ManagedPolicy', 'AWS::WAFv2::WebACL']);

/** What `Ref` gives. */
export const physicalIdOf = (subject: Subject, place: Place): string => {
  if (subject.type === 'AWS::SQS::Queue') return `${place.awsAddress}/${place.account}/${nameOf(subject)}`;
  return (refIsArn.has(subject.type) && arnOf(subject, place)) || nameOf(subject);
};

const attributes: Record<string, Record<string, Identity>> = {
  'AWS::SQS::Queue': { QueueName: (name) => name, QueueUrl: (name, { awsAddress, account }) => `${awsAddress}/${account}/${name}` },
  'AWS::SNS::Topic': { TopicName: (name) => name, TopicArn: (name, place) => regional('sns', name, place) },
  'AWS::S3::Bucket': {
    DomainName: (name) => `${name}.s3.amazonaws.com`,
    RegionalDomainName: (name, { region }) => `${name}.s3.${region}.amazonaws.com`,
  },
  'AWS::DynamoDB::Table': { StreamArn: (name, place) => regional('dynamodb', `table/${name}/stream/local`, place) },
  'AWS::DynamoDB::GlobalTable': { StreamArn: (name, place) => regional('dynamodb', `table/${name}/stream/local`, place) },
  'AWS::ApiGatewayV2::Api': { ApiEndpoint: (id, { region }) => `https://${id}.execute-api.${region}.amazonaws.com`, ApiId: (id) => id },
  'AWS::CloudFront::Distribution': { DomainName: (id) => `${id.toLowerCase()}.cloudfront.net`, Id: (id) => id },
  'AWS::CloudFront::OriginAccessControl': { Id: (id) => id },
  'AWS::CloudFront::ResponseHeadersPolicy': { Id: (id) => id },
  'AWS::CloudFront::Function': { FunctionARN: (id, { account }) => `arn:aws:cloudfront::${account}:function/${id}` },
  'AWS::SecretsManager::Secret': { Id: (name, place) => regional('secretsmanager', `secret:${name}-local0`, place) },
  'AWS::IAM::Role': { RoleId: (name) => name },
  'AWS::KMS::Key': { KeyId: (id) => id },
  // The records that would prove a mail domain to SES: names to show, nothing here sends to the outside.
  'AWS::SES::EmailIdentity': Object.fromEntries(
    [1, 2, 3].flatMap((n) => [
      [`DkimDNSTokenName${n}`, (name: string) => `local${n}._domainkey.${name}`],
      [`DkimDNSTokenValue${n}`, () => `local${n}.dkim.amazonses.com`],
    ]),
  ),
};

/** What `Fn::GetAtt` gives; undefined for an attribute that the local system does not know. */
export const attributeOf = (subject: Subject, attribute: string, place: Place): string | undefined =>
  attribute === 'Arn' ? arnOf(subject, place) : attributes[subject.type]?.[attribute]?.(nameOf(subject), place);
