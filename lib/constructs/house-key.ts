import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** Services that write by themselves to our encrypted topics: alarms, and news of sent mail. */
const WRITERS = ['cloudwatch.amazonaws.com', 'ses.amazonaws.com'];

/** The customer-managed key of everything at rest; renewed every year. Losing it is losing the data. */
export const houseKey = (scope: Construct, id: string, keepsData: boolean): Key => {
  const key = new Key(scope, id, { enableKeyRotation: true, removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY });
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: WRITERS.map((service) => new ServicePrincipal(service)),
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  return key;
};
