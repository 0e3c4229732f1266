import { Aws } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { tables } from '../../schemas/tables.ts';
import type { BucketName, FunctionSettings, QueueName, TableVerb } from './settings.ts';

/** The ARN of everything that a function can be granted. Work queues and mail are known only to the stacks that use them. */
export interface Reach {
  tables: Record<keyof typeof tables, string>;
  buckets: Record<BucketName, string>;
  /** The one key of tables, of the content and upload buckets, of topics and secrets. */
  key: string;
  leaveKeys: string;
  webhookKeys: string;
  identityKeys: string;
  /** What FranceConnect and ProConnect know us by. */
  stateSecrets: readonly string[];
  /** That sign tokens. */
  signingKeys: readonly string[];
  queues: Partial<Record<QueueName, string>>;
  topic?: string;
  /** The sender's identity and its configuration set. */
  mail?: readonly string[];
}

const WRITES: readonly TableVerb[] = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'];
const READ_WITH_KEY = ['kms:Decrypt', 'kms:DescribeKey'];
const WRITE_WITH_KEY = [...READ_WITH_KEY, 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

const given = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`this stack has no ${what} to grant`);
  return value;
};

const allow = (actions: readonly string[], resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources] });

const tableStatements = (settings: FunctionSettings, reach: Reach): PolicyStatement[] =>
  Object.entries(settings.tables ?? {}).map(([target, verbs]) => {
    const [table, index] = target.split('/') as [keyof typeof tables, string | undefined];
    const arn = reach.tables[table];
    return allow(
      verbs.map((verb) => `dynamodb:${verb}`),
      [index ? `${arn}/index/${index}` : arn],
    );
  });

const objectStatements = (settings: FunctionSettings, reach: Reach): PolicyStatement[] =>
  Object.entries(settings.objects ?? {}).flatMap(([bucket, keys]) =>
    Object.entries(keys).map(([key, verbs]) =>
      allow(
        verbs.map((verb) => `s3:${verb}`),
        [`${reach.buckets[bucket as BucketName]}/${key}`],
      ),
    ),
  );

const keyStatements = (settings: FunctionSettings, reach: Reach): PolicyStatement[] => {
  const tableVerbs = Object.values(settings.tables ?? {}).flat();
  const objectVerbs = Object.entries(settings.objects ?? {}).flatMap(([bucket, keys]) =>
    bucket === 'site' ? [] : Object.values(keys).flat(),
  );
  const writes = tableVerbs.some((verb) => WRITES.includes(verb)) || objectVerbs.includes('PutObject') || settings.publishesEvents;
  const reads =
    tableVerbs.length > 0 || objectVerbs.length > 0 || settings.readsLeaveKeys || settings.readsWebhookKeys || settings.readsIdentityKeys;
  if (writes) return [allow(WRITE_WITH_KEY, [reach.key])];
  return reads ? [allow(READ_WITH_KEY, [reach.key])] : [];
};

/** A phone number has no ARN: what can be said is that it is no topic, of this account or of any other. */
const textStatements = (): PolicyStatement[] => [
  new PolicyStatement({ actions: ['sns:Publish'], notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`] }),
  allow(['sns:CheckIfPhoneNumberIsOptedOut'], ['*']),
];

/** The statements of a function's role: one per table, index, prefix or queue that its settings name, each with its single verbs. */
export const statementsOf = (settings: FunctionSettings, reach: Reach): PolicyStatement[] => [
  ...tableStatements(settings, reach),
  ...objectStatements(settings, reach),
  ...(settings.lists ?? []).map((bucket) => allow(['s3:ListBucket'], [reach.buckets[bucket]])),
  ...(settings.sendsTo ?? []).map((queue) => allow(['sqs:SendMessage'], [given(reach.queues[queue], `queue ${queue}`)])),
  ...(settings.publishesEvents ? [allow(['sns:Publish'], [given(reach.topic, 'topic')])] : []),
  ...(settings.readsLeaveKeys ? [allow(['secretsmanager:GetSecretValue'], [reach.leaveKeys])] : []),
  ...(settings.readsWebhookKeys ? [allow(['secretsmanager:GetSecretValue'], [reach.webhookKeys])] : []),
  ...(settings.readsIdentityKeys ? [allow(['secretsmanager:GetSecretValue'], [reach.identityKeys])] : []),
  ...(settings.readsStateSecrets ? [allow(['secretsmanager:GetSecretValue'], reach.stateSecrets)] : []),
  ...(settings.signsTokens ? [allow(['kms:Sign', 'kms:GetPublicKey'], reach.signingKeys)] : []),
  ...(settings.sendsMail ? [allow(['ses:SendEmail', 'ses:SendBulkEmail', 'ses:SendBulkTemplatedEmail'], given(reach.mail, 'mail'))] : []),
  ...(settings.sendsLetters ? [allow(['ses:SendEmail'], given(reach.mail, 'mail'))] : []),
  ...(settings.sendsTexts ? textStatements() : []),
  ...keyStatements(settings, reach),
];

/** A queue's messages, its own and no other's. */
export const consumes = (role: IGrantable, queueArn: string): void => {
  role.grantPrincipal.addToPrincipalPolicy(
    allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'], [queueArn]),
  );
};
