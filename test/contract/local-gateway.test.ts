import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { SESv2Client, SendEmailCommand as SendEmailV2Command } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from '../../local/system.ts';
import { frontResources, functionResources, temporaryFolder, writeAssembly } from '../doubles/assembly.ts';

const Properties = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
};
const template = {
  Parameters: { TokenIssuer: { Type: 'String' }, MailDomain: { Type: 'String' } },
  Resources: {
    ...frontResources,
    Table: { Type: 'AWS::DynamoDB::Table', Properties },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Queue: { Type: 'AWS::SQS::Queue' },
    Topic: { Type: 'AWS::SNS::Topic' },
    Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: 'hidden' } },
    Domain: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: { Ref: 'MailDomain' } } },
    ...functionResources('able', [
      'dynamodb:GetItem',
      'sqs:SendMessage',
      'sns:Publish',
      's3:*',
      'secretsmanager:GetSecretValue',
      'ses:SendEmail',
    ]),
    ...functionResources('unable', ['s3:GetObject']),
  },
};

const mail = { Subject: { Data: 'x' }, Body: { Text: { Data: 'x' } } };
const Destination = { ToAddresses: ['a@exemple.fr'] };
const sender = 'Parvis <a@parvis.example>';

describe('the gateway in front of every service', () => {
  let system: System;
  beforeAll(async () => {
    const code = 'export const handler = async () => {};';
    const assemblyDir = writeAssembly({ small: template }, { able: code, unable: code });
    system = await startSystem({ assemblyDir, dataDir: temporaryFolder(), testIssuer: true });
  });
  afterAll(() => system.stop());

  const settings = (who: string) => ({ ...system.operator, maxAttempts: 1, credentials: { accessKeyId: who, secretAccessKey: 'x' } });
  const secretArn = 'arn:aws:secretsmanager:eu-west-3:000000000000:secret:small-Secret-local0';
  const calls: Record<string, (who: string) => Promise<unknown>> = {
    dynamodb: (who) => new DynamoDBClient(settings(who)).send(new GetItemCommand({ TableName: 'small-Table', Key: { pk: { S: 'x' } } })),
    sqs: (who) =>
      new SQSClient(settings(who)).send(
        new SendMessageCommand({ QueueUrl: `${system.operator.endpoint}/000000000000/small-Queue`, MessageBody: 'x' }),
      ),
    sns: (who) =>
      new SNSClient(settings(who)).send(new PublishCommand({ TopicArn: 'arn:aws:sns:eu-west-3:000000000000:small-Topic', Message: 'x' })),
    s3: (who) => new S3Client(settings(who)).send(new PutObjectCommand({ Bucket: 'small-bucket', Key: 'k', Body: 'x' })),
    secretsmanager: (who) => new SecretsManagerClient(settings(who)).send(new GetSecretValueCommand({ SecretId: secretArn })),
    ses: (who) => new SESClient(settings(who)).send(new SendEmailCommand({ Source: sender, Destination, Message: mail })),
    sesv2: (who) =>
      new SESv2Client(settings(who)).send(new SendEmailV2Command({ FromEmailAddress: sender, Destination, Content: { Simple: mail } })),
  };

  it.each(Object.keys(calls))('lets through what the role of a function allows: %s', async (service) => {
    await expect(calls[service]?.('small-able')).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });

  it.each(Object.keys(calls))('lets the operator do anything: %s', async (service) => {
    await expect(calls[service]?.('operator')).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });

  it.each(['GET', 'PUT', 'DELETE'])('refuses who signs nothing, as a bucket that is closed to the public does: %s', async (method) => {
    await calls['s3']?.('operator');
    const answer = await fetch(`${system.operator.endpoint}/small-bucket/k`, { method, ...(method === 'PUT' && { body: 'y' }) });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
  });

  it.each([
    ['dynamodb', 'AccessDeniedException', 'dynamodb:GetItem on resource: arn:aws:dynamodb:eu-west-3:000000000000:table/small-Table'],
    ['sqs', 'AccessDenied', 'sqs:SendMessage on resource: arn:aws:sqs:eu-west-3:000000000000:small-Queue'],
    ['sns', 'AuthorizationErrorException', 'sns:Publish on resource: arn:aws:sns:eu-west-3:000000000000:small-Topic'],
    ['s3', 'AccessDenied', 's3:PutObject on resource: arn:aws:s3:::small-bucket/k'],
    ['secretsmanager', 'AccessDeniedException', `secretsmanager:GetSecretValue on resource: ${secretArn}`],
    ['ses', 'AccessDenied', 'ses:SendEmail on resource: arn:aws:ses:eu-west-3:000000000000:identity/parvis.example'],
    ['sesv2', 'AccessDeniedException', 'ses:SendEmail on resource: arn:aws:ses:eu-west-3:000000000000:identity/parvis.example'],
  ])('refuses the rest with the error that the SDK knows: %s', async (service, name, what) => {
    const message = `User: arn:aws:sts::000000000000:assumed-role/small-unable is not authorized to perform: ${what} because no identity-based policy allows the ${what.split(' ')[0]} action`;
    await expect(calls[service]?.('small-unable')).rejects.toMatchObject({ name, message });
    expect(system.denied).toContain(message);
  });

  describe('knows who signed', () => {
    const upload = async (who: string, size: number) => {
      const client = new S3Client({ ...settings(who), forcePathStyle: true });
      const { url, fields } = await createPresignedPost(client, {
        Bucket: 'small-bucket',
        Key: 'imports/1.zip',
        Conditions: [['content-length-range', 1, 9e6]],
      });
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set('file', new Blob(['z'.repeat(size)]));
      return fetch(url, { method: 'POST', body: form });
    };

    it.each([10, 3_000_000])('a form that a browser sends, with a file of %d bytes', async (size) => {
      expect((await upload('small-able', size)).ok).toBe(true);
      const stored = await new S3Client(settings('operator')).send(new HeadObjectCommand({ Bucket: 'small-bucket', Key: 'imports/1.zip' }));
      expect(stored.ContentLength).toBe(size);
      const refused = await upload('small-unable', size);
      expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
    });

    it('an address that a browser opens', async () => {
      const address = (who: string) =>
        `${system.operator.endpoint}/small-bucket/signed?X-Amz-Credential=${who}%2F20260101%2Feu-west-3%2Fs3%2Faws4_request`;
      const put = (who: string) => fetch(address(who), { method: 'PUT', body: 'x'.repeat(300_000) });
      expect([(await put('small-able')).status, (await put('small-unable')).status]).toEqual([200, 403]);
    });
  });

  it('does not tell who may not list a bucket that an object is missing', async () => {
    const missing = { Bucket: 'small-bucket', Key: 'missing' };
    const ask = (who: string) => new S3Client(settings(who)).send(new GetObjectCommand(missing));
    await expect(ask('small-able')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(ask('small-unable')).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(new S3Client(settings('small-unable')).send(new HeadObjectCommand(missing))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('leaves what it refused undone', async () => {
    await calls['s3']?.('operator');
    await expect(
      new S3Client(settings('small-unable')).send(new DeleteObjectCommand({ Bucket: 'small-bucket', Key: 'k' })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    const kept = await new S3Client(settings('small-unable')).send(new GetObjectCommand({ Bucket: 'small-bucket', Key: 'k' }));
    expect(await kept.Body?.transformToString()).toBe('x');
  });
});

describe('a role that cannot be evaluated here stops the start', () => {
  const starting = (role: object) => {
    const resources = functionResources('fn', []);
    Object.assign(resources['fnRole']?.Properties ?? {}, role);
    const assemblyDir = writeAssembly(
      { small: { Parameters: template.Parameters, Resources: { ...frontResources, ...resources } } },
      { fn: '' },
    );
    return startSystem({ assemblyDir, dataDir: temporaryFolder(), testIssuer: true });
  };

  it('a managed policy that is not known', async () => {
    await expect(starting({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] })).rejects.toThrow(
      /does not know what the managed policy .*AdministratorAccess/,
    );
  });

  it('a condition on what the gateway does not know of a request', async () => {
    const Statement = [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Condition: { StringEquals: { 's3:ExistingObjectTag/a': 'b' } } },
    ];
    await expect(starting({ Policies: [{ PolicyName: 'p', PolicyDocument: { Statement } }] })).rejects.toThrow(
      /does not evaluate the IAM condition key s3:ExistingObjectTag/,
    );
  });
});
