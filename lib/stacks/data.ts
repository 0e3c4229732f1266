import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { holdings } from '../../schemas/environment-parts.ts';
import type { TableName } from '../../schemas/tables.ts';
import { Buckets } from '../constructs/buckets.ts';
import { declaredTables } from '../constructs/declared-tables.ts';
import { encryptedTopic } from '../constructs/encrypted-topic.ts';
import { houseKey } from '../constructs/house-key.ts';
import { Parameters } from '../constructs/parameters.ts';
import type { FunctionHouse } from '../constructs/parvis-function.ts';
import { SigningKeys } from '../constructs/signing-keys.ts';
import { StateSecrets } from '../constructs/state-secrets.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { BucketName } from '../functions/settings.ts';
import type { Stage } from '../stage.ts';

export interface DataStackProps extends StackProps {
  stage: Stage;
  bundles: string;
}

/** Longer than the importer runs, and short enough that an import whose worker was killed goes on within ten minutes. */
const IMPORTS_VISIBILITY = Duration.minutes(9);

/** Everything that would be missed: what the other stacks stand on, and that none of them can take away. */
export class DataStack extends Stack {
  readonly parameters: Parameters;
  readonly key: Key;
  readonly tables: Record<TableName, Table>;
  readonly buckets: Record<BucketName, Bucket>;
  readonly leaveKeys: Secret;
  readonly webhookKeys: Secret;
  readonly identityKeys: Secret;
  readonly stateSecrets: StateSecrets;
  readonly signingKeys: SigningKeys;
  readonly imports: WorkQueue;
  readonly alarmTopic: Topic;
  readonly house: FunctionHouse;

  constructor(scope: Construct, id: string, { stage, bundles, ...props }: DataStackProps) {
    super(scope, id, props);
    const { keepsData, logRetentionDays, alarmAddresses } = stage.settings;
    const removalPolicy = keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.parameters = new Parameters(this, 'Parameters');
    this.key = houseKey(this, 'Key', keepsData);
    this.alarmTopic = encryptedTopic(this, 'Alarms', { key: this.key, writer: 'cloudwatch.amazonaws.com' });
    for (const address of alarmAddresses) this.alarmTopic.addSubscription(new EmailSubscription(address));
    this.tables = declaredTables(this, { key: this.key, keepsData });
    this.imports = new WorkQueue(this, 'Imports', {
      visibility: IMPORTS_VISIBILITY,
      why: 'Un éditeur attend un import qui n’aboutit pas : les fiches du site ne sont pas mises à jour.',
      alarmTopic: this.alarmTopic,
    });
    this.buckets = new Buckets(this, 'Buckets', {
      key: this.key,
      keepsData,
      siteAddress: this.parameters.siteAddress,
      importsQueue: this.imports.queue,
    }).byName;
    this.leaveKeys = new Secret(this, 'LeaveKeys', {
      description: 'Keyring of the links that end a subscription: the highest number signs, all of them verify',
      encryptionKey: this.key,
      generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'k1', passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
    this.webhookKeys = new Secret(this, 'WebhookKeys', {
      description: 'Keyring that seals the secrets of webhooks: the highest number seals, all of them open',
      encryptionKey: this.key,
      generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'k1', passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
    this.signingKeys = new SigningKeys(this, 'SigningKeys', stage.settings);
    this.identityKeys = new Secret(this, 'IdentityKeys', {
      description: 'Keyring of sign-in: one-use links, challenges and what is sealed for it; the highest number signs, all of them verify',
      encryptionKey: this.key,
      generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'k1', passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
    this.stateSecrets = new StateSecrets(this, 'StateSecrets', { key: this.key, removalPolicy });
    const logGroup = new LogGroup(this, 'Logs', { retention: logRetentionDays as RetentionDays, removalPolicy: RemovalPolicy.DESTROY });
    this.house = { stage, bundles, logGroup, reach: this.reach() };
    new CfnOutput(this, 'SiteBucket', { value: this.buckets.site.bucketName, description: 'Where the files of dist/site go' });
    new CfnOutput(this, 'AlarmTopic', { value: this.alarmTopic.topicArn, description: 'Who should be told of alarms subscribes here' });
  }

  /** What every function that gives and empties its part of somebody's data is told. */
  get holdings(): Record<keyof typeof holdings, string> {
    return {
      EXPORTS_BUCKET: this.buckets.exports.bucketName,
      OUTBOX_TABLE: this.tables.outbox.tableName,
      AUDIT_TABLE: this.tables.audit.tableName,
    };
  }

  private reach(): FunctionHouse['reach'] {
    const arns = <Name extends string, R>(resources: Record<Name, R>, arn: (resource: R) => string): Record<Name, string> =>
      Object.fromEntries(Object.entries<R>(resources).map(([name, resource]) => [name, arn(resource)])) as Record<Name, string>;
    return {
      tables: arns(this.tables, (table) => table.tableArn),
      buckets: arns(this.buckets, (bucket) => bucket.bucketArn),
      key: this.key.keyArn,
      leaveKeys: this.leaveKeys.secretArn,
      webhookKeys: this.webhookKeys.secretArn,
      identityKeys: this.identityKeys.secretArn,
      stateSecrets: [this.stateSecrets.franceConnect.secretArn, this.stateSecrets.proConnect.secretArn],
      signingKeys: this.signingKeys.arns,
      queues: { imports: this.imports.queue.queueArn },
    };
  }
}
