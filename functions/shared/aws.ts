import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { SigningHash } from './signing-hash.ts';
import { PlainAwsJson } from './store/plain-json.ts';

/**
 * Takes from a client of AWS the steps that only tell: one describes each call to a logger, to which end it copies all that goes in and out, and
 * one writes out with each call what the client is made of. What we log we log ourselves.
 */
export const withoutCallLog = <Client extends { middlewareStack: { remove(name: string): boolean } }>(client: Client): Client => {
  for (const step of ['loggerMiddleware', 'getUserAgentMiddleware']) client.middlewareStack.remove(step);
  return client;
};

/** The one DynamoDB client of a function; absent values are left out of items. */
export const dynamo = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(withoutCallLog(new DynamoDBClient({ protocol: PlainAwsJson, sha256: SigningHash })), {
    marshallOptions: { removeUndefinedValues: true },
  });
