import { dynamodbNeeds } from './needs/dynamodb.ts';
import { sesNeeds } from './needs/mail.ts';
import { kmsNeeds, secretsmanagerNeeds, snsNeeds, sqsNeeds } from './needs/messages.ts';
import { s3Needs } from './needs/objects.ts';
import type { Need } from './policy.ts';
import type { AwsRequest, Facts, Service } from './request.ts';

/**
 * What each service checks before it obeys. The permissions on KMS keys that services ask for on a caller's behalf are not among them: nothing
 * is encrypted here.
 */
export const needsOf: Record<Service, (request: AwsRequest, facts: Facts) => Need[]> = {
  dynamodb: dynamodbNeeds,
  sqs: sqsNeeds,
  sns: snsNeeds,
  s3: s3Needs,
  ses: sesNeeds,
  secretsmanager: secretsmanagerNeeds,
  kms: kmsNeeds,
};
