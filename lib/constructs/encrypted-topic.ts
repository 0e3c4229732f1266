import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface EncryptedTopicProps {
  key: IKey;
  /** A service of AWS that writes by itself. Our own functions write by their roles. */
  writer?: string;
}

/** A topic under our key, over TLS. Its policy replaces the one AWS gives by default, so nobody writes who is not named. */
export const encryptedTopic = (scope: Construct, id: string, { key, writer }: EncryptedTopicProps): Topic => {
  const topic = new Topic(scope, id, { masterKey: key, enforceSSL: true });
  if (writer) {
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(writer)],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }
  return topic;
};
