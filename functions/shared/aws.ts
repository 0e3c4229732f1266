import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from './clock.ts';
import { type Commit, committer } from './store/commit.ts';

/**
 * Takes from a client of AWS the step that describes each call to a logger: it makes a copy without secrets of all that goes in and out, which
 * nobody reads. What we log we log ourselves.
 */
export const withoutCallLog = <Client extends { middlewareStack: { remove(name: string): boolean } }>(client: Client): Client => {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
};

/** The one DynamoDB client of a function; absent values are left out of items. */
export const dynamo = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(withoutCallLog(new DynamoDBClient({})), { marshallOptions: { removeUndefinedValues: true } });

/** How a function commits its changes. */
export const commitTo = (
  client: DynamoDBDocumentClient,
  environment: { OUTBOX_TABLE: string; AUDIT_TABLE: string },
  clock: Clock = systemClock,
): Commit => committer(client, { outbox: environment.OUTBOX_TABLE, audit: environment.AUDIT_TABLE }, clock);
