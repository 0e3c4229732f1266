import { describe, expect, it } from 'vitest';
import { needsOf } from '../../local/iam/needs.ts';
import type { AwsRequest, Service } from '../../local/iam/request.ts';

const account = '000000000000';
const table = (name: string) => `arn:aws:dynamodb:eu-west-3:${account}:table/${name}`;

interface Wire {
  method?: string;
  path?: string;
  target?: string;
  headers?: Record<string, string>;
  body?: string | object;
}

const request = ({ method = 'POST', path = '/', target, headers = {}, body = '' }: Wire): AwsRequest => ({
  method,
  url: new URL(path, 'http://aws'),
  headers: { ...headers, ...(target && { 'x-amz-target': target }) },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

const facts = {
  place: { region: 'eu-west-3', account, awsAddress: 'http://aws' },
  mailIdentities: new Set(['parvis.example', 'seul@autre.example']),
};
const identity = (name: string) => `arn:aws:ses:eu-west-3:${account}:${name}`;
const queue = `arn:aws:sqs:eu-west-3:${account}:jobs`;
const topic = `arn:aws:sns:eu-west-3:${account}:events`;
const secret = `arn:aws:secretsmanager:eu-west-3:${account}:secret:keys-local0`;
const dynamo = (operation: string) => `DynamoDB_20120810.${operation}`;
const iterator = Buffer.from('{"table_name":"outbox","position":0}').toString('base64');
const form = '--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nimports/1.zip\r\n--x--';

describe('a request needs what AWS would check', () => {
  it.each<[string, Service, Wire, [string, string][]]>([
    ['read an item', 'dynamodb', { target: dynamo('GetItem'), body: { TableName: 'a' } }, [['dynamodb:GetItem', table('a')]]],
    [
      'query an index',
      'dynamodb',
      { target: dynamo('Query'), body: { TableName: 'a', IndexName: 'b' } },
      [['dynamodb:Query', `${table('a')}/index/b`]],
    ],
    [
      'read from two tables',
      'dynamodb',
      { target: dynamo('BatchGetItem'), body: { RequestItems: { a: {}, b: {} } } },
      [
        ['dynamodb:BatchGetItem', table('a')],
        ['dynamodb:BatchGetItem', table('b')],
      ],
    ],
    [
      'write many',
      'dynamodb',
      { target: dynamo('BatchWriteItem'), body: { RequestItems: { a: [] } } },
      [['dynamodb:BatchWriteItem', table('a')]],
    ],
    [
      'write in a transaction',
      'dynamodb',
      {
        target: dynamo('TransactWriteItems'),
        body: { TransactItems: [{ Put: { TableName: 'a' } }, { Update: { TableName: 'b' } }, { ConditionCheck: { TableName: 'c' } }] },
      },
      [
        ['dynamodb:PutItem', table('a')],
        ['dynamodb:UpdateItem', table('b')],
        ['dynamodb:ConditionCheckItem', table('c')],
      ],
    ],
    [
      'read a stream',
      'dynamodb',
      { target: 'DynamoDBStreams_20120810.GetRecords', body: { ShardIterator: iterator } },
      [['dynamodb:GetRecords', `${table('outbox')}/stream/local`]],
    ],
    [
      'send a message',
      'sqs',
      { target: 'AmazonSQS.SendMessageBatch', body: { QueueUrl: `http://x/${account}/jobs` } },
      [['sqs:SendMessage', queue]],
    ],
    ['send an SMS', 'sns', { body: 'Action=Publish&PhoneNumber=%2B33612345678&Message=x' }, [['sns:Publish', '*']]],
    [
      'ask for a phone',
      'sns',
      { body: 'Action=CheckIfPhoneNumberIsOptedOut&phoneNumber=%2B33612345678' },
      [['sns:CheckIfPhoneNumberIsOptedOut', '*']],
    ],
    ['publish', 'sns', { body: `Action=PublishBatch&TopicArn=${encodeURIComponent(topic)}` }, [['sns:Publish', topic]]],
    [
      'read a secret by ARN',
      'secretsmanager',
      { target: 'secretsmanager.GetSecretValue', body: { SecretId: secret } },
      [['secretsmanager:GetSecretValue', secret]],
    ],
    [
      'read a secret by name',
      'secretsmanager',
      { target: 'secretsmanager.GetSecretValue', body: { SecretId: 'keys' } },
      [['secretsmanager:GetSecretValue', secret]],
    ],
    ['read an object', 's3', { method: 'GET', path: '/b/a%20b/c' }, [['s3:GetObject', 'arn:aws:s3:::b/a b/c']]],
    ['look at an object', 's3', { method: 'HEAD', path: '/b/c' }, [['s3:GetObject', 'arn:aws:s3:::b/c']]],
    ['read its tags', 's3', { method: 'GET', path: '/b/c?tagging' }, [['s3:GetObjectTagging', 'arn:aws:s3:::b/c']]],
    ['write an object', 's3', { method: 'PUT', path: '/b/c' }, [['s3:PutObject', 'arn:aws:s3:::b/c']]],
    [
      'copy an object',
      's3',
      { method: 'PUT', path: '/b/c', headers: { 'x-amz-copy-source': '/d/e%20f' } },
      [
        ['s3:PutObject', 'arn:aws:s3:::b/c'],
        ['s3:GetObject', 'arn:aws:s3:::d/e f'],
      ],
    ],
    ['send a part', 's3', { method: 'PUT', path: '/b/c?partNumber=1&uploadId=x' }, [['s3:PutObject', 'arn:aws:s3:::b/c']]],
    ['give up an upload', 's3', { method: 'DELETE', path: '/b/c?uploadId=x' }, [['s3:AbortMultipartUpload', 'arn:aws:s3:::b/c']]],
    ['delete an object', 's3', { method: 'DELETE', path: '/b/c' }, [['s3:DeleteObject', 'arn:aws:s3:::b/c']]],
    [
      'delete several',
      's3',
      { path: '/b?delete', body: '<Delete><Object><Key>c</Key></Object></Delete>' },
      [['s3:DeleteObject', 'arn:aws:s3:::b/c']],
    ],
    ['list', 's3', { method: 'GET', path: '/b?list-type=2&prefix=x/' }, [['s3:ListBucket', 'arn:aws:s3:::b']]],
    [
      'upload by form',
      's3',
      { path: '/b', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: form },
      [['s3:PutObject', 'arn:aws:s3:::b/imports/1.zip']],
    ],
    [
      'send one mail',
      'ses',
      { body: 'Action=SendEmail&Source=Parvis+%3Ca%40parvis.example%3E' },
      [['ses:SendEmail', identity('identity/parvis.example')]],
    ],
    [
      'send as an address of its own',
      'ses',
      { body: 'Action=SendRawEmail&Source=seul%40autre.example' },
      [['ses:SendRawEmail', identity('identity/seul@autre.example')]],
    ],
    [
      'send to many',
      'ses',
      {
        path: '/v2/email/outbound-bulk-emails',
        body: { FromEmailAddress: 'a@parvis.example', ConfigurationSetName: 'alerts', BulkEmailEntries: [] },
      },
      [
        ['ses:SendBulkEmail', identity('identity/parvis.example')],
        ['ses:SendBulkEmail', identity('configuration-set/alerts')],
      ],
    ],
  ])('%s', (_, service, wire, expected) => {
    expect(needsOf[service](request(wire), facts).map(({ action, resource }) => [action, resource])).toEqual(expected);
  });

  it.each<[Service, Wire]>([
    ['dynamodb', { target: dynamo('ExecuteStatement'), body: { Statement: 'SELECT 1' } }],
    ['s3', { method: 'PATCH', path: '/b/c' }],
    ['ses', { path: '/v2/email/identities' }],
  ])('an operation of %s that is not known is refused, not let through', (service, wire) => {
    expect(() => needsOf[service](request(wire), facts)).toThrow(/not known to the local gateway/);
  });
});
