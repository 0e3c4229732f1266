import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from './clock.ts';
import { type Commit, committer } from './store/commit.ts';

/** The one DynamoDB client of a function; absent values are left out of items. */
export const dynamo = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });

/** How a function commits its changes. */
export const commitTo = (
  client: DynamoDBDocumentClient,
  environment: { OUTBOX_TABLE: string; AUDIT_TABLE: string },
  clock: Clock = systemClock,
): Commit => committer(client, { outbox: environment.OUTBOX_TABLE, audit: environment.AUDIT_TABLE }, clock);
