import type { Need } from '../policy.ts';
import type { AwsRequest, Facts } from '../request.ts';

/** A batch is allowed by the permission of its single form. */
const single = (operation: string): string => operation.replace(/Batch$/, '');

export const sqsNeeds = ({ headers, body }: AwsRequest, { place }: Facts): Need[] => {
  const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
  const { QueueUrl, QueueName } = JSON.parse(body.toString('utf8')) as { QueueUrl?: string; QueueName?: string };
  const name = QueueUrl?.split('/').at(-1) ?? QueueName;
  return [{ action: `sqs:${single(operation)}`, resource: name ? `arn:aws:sqs:${place.region}:${place.account}:${name}` : '*' }];
};

export const snsNeeds = ({ body }: AwsRequest): Need[] => {
  const form = new URLSearchParams(body.toString('utf8'));
  return [{ action: `sns:${single(form.get('Action') ?? '')}`, resource: form.get('TopicArn') ?? form.get('TargetArn') ?? '*' }];
};

export const secretsmanagerNeeds = ({ headers, body }: AwsRequest, { place }: Facts): Need[] => {
  const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
  const { SecretId = '*' } = JSON.parse(body.toString('utf8')) as { SecretId?: string };
  const resource = SecretId.startsWith('arn:')
    ? SecretId
    : `arn:aws:secretsmanager:${place.region}:${place.account}:secret:${SecretId}-local0`;
  return [{ action: `secretsmanager:${operation}`, resource }];
};

export const kmsNeeds = ({ headers, body }: AwsRequest, { place }: Facts): Need[] => {
  const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
  const { KeyId = '*' } = JSON.parse(body.toString('utf8')) as { KeyId?: string };
  return [
    {
      action: `kms:${operation}`,
      resource: KeyId.startsWith('arn:') ? KeyId : `arn:aws:kms:${place.region}:${place.account}:key/${KeyId}`,
    },
  ];
};
