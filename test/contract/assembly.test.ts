import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkCoverage } from '../../local/assembly/coverage.ts';
import { Assembly, type Json } from '../../local/assembly.ts';
import { functionResources, type StackOnDisk, writeAssembly } from '../doubles/assembly.ts';

const place = { region: 'eu-west-3', account: '000000000000', awsAddress: 'http://127.0.0.1:4000' };

const data: StackOnDisk = {
  Resources: {
    Table5C12978B: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { KeySchema: [] } },
    Named: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: { 'Fn::Sub': '${AWS::StackName}-named' } } },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Queue: { Type: 'AWS::SQS::Queue' },
    Topic: { Type: 'AWS::SNS::Topic' },
    Secret: { Type: 'AWS::SecretsManager::Secret' },
    Domain: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: { Ref: 'MailDomain' } } },
    Never: { Type: 'AWS::S3::Bucket', Condition: 'IsFrench' },
  },
  Parameters: { MailDomain: { Type: 'String' }, Colour: { Type: 'String', Default: 'blue' }, Empty: { Type: 'String' } },
  Conditions: { IsFrench: { 'Fn::Equals': [{ Ref: 'Colour' }, 'tricolore'] }, IsBlue: { 'Fn::Not': [{ Condition: 'IsFrench' }] } },
  Mappings: { Ports: { http: { secure: 443 } } },
  Outputs: { QueueArn: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:queue' } } } },
};

const read = (value: Json): Json => {
  const directory = writeAssembly({ data, other: { Resources: {} } });
  return new Assembly({ directory, place, parameters: { MailDomain: 'parvis.example' } }).resolve('data', value);
};

describe('an expression of a template becomes the value that it has on this machine', () => {
  it.each<[string, Json, Json]>([
    ['a plain value', { a: [1, 'b', null] }, { a: [1, 'b', null] }],
    ['Ref of a table', { Ref: 'Table5C12978B' }, 'data-Table5C12978B'],
    ['Ref of a table with a name', { Ref: 'Named' }, 'data-named'],
    ['Ref of a bucket', { Ref: 'Bucket' }, 'data-bucket'],
    ['Ref of a queue', { Ref: 'Queue' }, 'http://127.0.0.1:4000/000000000000/data-Queue'],
    ['Ref of a topic', { Ref: 'Topic' }, 'arn:aws:sns:eu-west-3:000000000000:data-Topic'],
    ['Ref of a secret', { Ref: 'Secret' }, 'arn:aws:secretsmanager:eu-west-3:000000000000:secret:data-Secret-local0'],
    ['Ref of a parameter of the place', { Ref: 'Domain' }, 'parvis.example'],
    ['Ref of a parameter with a default', { Ref: 'Colour' }, 'blue'],
    ['GetAtt Arn', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::data-bucket'],
    ['GetAtt in one text', { 'Fn::GetAtt': 'Queue.QueueName' }, 'data-Queue'],
    ['a stream', { 'Fn::GetAtt': ['Named', 'StreamArn'] }, 'arn:aws:dynamodb:eu-west-3:000000000000:table/data-named/stream/local'],
    ['Join', { 'Fn::Join': ['/', [{ Ref: 'Bucket' }, 'x']] }, 'data-bucket/x'],
    ['Sub', { 'Fn::Sub': ['${Bucket.Arn}/${name}/${!kept}', { name: { Ref: 'Colour' } }] }, 'arn:aws:s3:::data-bucket/blue/${kept}'],
    ['Select and Split', { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
    ['If, true', { 'Fn::If': ['IsBlue', 'yes', 'no'] }, 'yes'],
    ['If, to nothing', { a: 1, b: { 'Fn::If': ['IsFrench', 'yes', { Ref: 'AWS::NoValue' }] } }, { a: 1 }],
    ['And, Or', [{ 'Fn::And': [true, { Condition: 'IsBlue' }] }, { 'Fn::Or': [false, { Condition: 'IsFrench' }] }], [true, false]],
    ['FindInMap', { 'Fn::FindInMap': ['Ports', 'http', 'secure'] }, 443],
    ['Base64', { 'Fn::Base64': 'été' }, 'w6l0w6k='],
    ['ImportValue', { 'Fn::ImportValue': 'data:queue' }, 'arn:aws:sqs:eu-west-3:000000000000:data-Queue'],
    [
      'GetStackOutput',
      { 'Fn::GetStackOutput': { StackName: 'data', OutputName: 'QueueArn' } },
      'arn:aws:sqs:eu-west-3:000000000000:data-Queue',
    ],
    [
      'pseudo parameters',
      { 'Fn::Sub': '${AWS::Partition}:${AWS::Region}:${AWS::AccountId}:${AWS::URLSuffix}' },
      'aws:eu-west-3:000000000000:amazonaws.com',
    ],
    [
      'a Condition block of a policy',
      { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ],
  ])('%s', (_, value, expected) => expect(read(value)).toEqual(expected));
});

describe('what cannot be resolved is an error, never a guess', () => {
  it.each<[string, Json, RegExp]>([
    ['an unknown intrinsic', { 'Fn::Cidr': ['10.0.0.0/16', 4] }, /Fn::Cidr is not supported/],
    ['a resource that is not there', { Ref: 'Nowhere' }, /nothing gives a value to Nowhere/],
    ['a parameter without a value', { Ref: 'Empty' }, /nothing gives a value to Empty/],
    ['an attribute that is not known', { 'Fn::GetAtt': ['Bucket', 'WebsiteURL'] }, /does not know WebsiteURL of AWS::S3::Bucket/],
    ['a pseudo parameter that is not known', { Ref: 'AWS::NotificationARNs' }, /AWS::NotificationARNs is not supported/],
    ['an export that nobody makes', { 'Fn::ImportValue': 'nothing' }, /no stack exports nothing/],
    ['a place beyond the end of a list', { 'Fn::Select': [3, ['a']] }, /beyond the end/],
  ])('%s', (_, value, message) => expect(() => read(value)).toThrow(message));

  it('names the resource that the expression stands in', () => {
    const directory = writeAssembly({
      one: { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: { 'Fn::Length': [] } } } } },
    });
    const assembly = new Assembly({ directory, place, parameters: {} });
    expect(() => assembly.resources('AWS::SQS::Queue')).toThrow(/one\/Queue \(AWS::SQS::Queue\): the intrinsic Fn::Length/);
  });
});

describe('an assembly', () => {
  it('has no resource whose condition does not hold', () => {
    const assembly = new Assembly({ directory: writeAssembly({ data }), place, parameters: { MailDomain: 'x.example' } });
    expect(assembly.resources('AWS::S3::Bucket').map(({ id }) => id)).toEqual(['Bucket']);
  });

  it('keeps names within what each service takes, and apart', () => {
    const long = 'L'.repeat(90);
    const directory = writeAssembly({
      s: { Resources: { [`${long}1`]: { Type: 'AWS::S3::Bucket' }, [`${long}2`]: { Type: 'AWS::S3::Bucket' } } },
    });
    const assembly = new Assembly({ directory, place, parameters: {} });
    const [one, two] = assembly.resources().map(({ stack, id }) => assembly.name(stack, id));
    expect(one).toMatch(/^[a-z0-9-]{63}$/);
    expect(one).not.toBe(two);
  });

  it('finds the folder of a bundle from the key that the template gives', () => {
    const directory = writeAssembly({ s: { Resources: functionResources('fn', []) } }, { fn: 'export const handler = () => {};' });
    const assembly = new Assembly({ directory, place, parameters: {} });
    const [fn] = assembly.resources('AWS::Lambda::Function');
    expect(fn && existsSync(`${assembly.codeDir(fn)}/index.mjs`)).toBe(true);
  });

  it('can be altered before anything is read from it', () => {
    const directory = writeAssembly({ data });
    const parameters = { MailDomain: 'x.example' };
    const assembly = new Assembly({ directory, place, parameters, alter: ({ data: template }) => delete template?.Resources['Queue'] });
    expect(assembly.resources('AWS::SQS::Queue')).toEqual([]);
  });
});

describe('coverage', () => {
  const covered = (type: string) =>
    checkCoverage(new Assembly({ directory: writeAssembly({ s: { Resources: { Thing: { Type: type } } } }), place, parameters: {} }));

  it('refuses a resource that the local system does not run, and says which', () => {
    expect(() => covered('AWS::StepFunctions::StateMachine')).toThrow(/s\/Thing \(AWS::StepFunctions::StateMachine\)/);
  });

  it('refuses a setting that it would pass over, and says which', () => {
    const Resources = functionResources('fn', [], { Layers: ['x'] });
    const assembly = new Assembly({ directory: writeAssembly({ s: { Resources } }), place, parameters: {} });
    expect(() => checkCoverage(assembly)).toThrow(/s\/fn \(AWS::Lambda::Function\): Layers/);
  });

  it.each(['AWS::SQS::Queue', 'AWS::CloudWatch::Alarm'])('takes %s', (type) => expect(() => covered(type)).not.toThrow());
});
