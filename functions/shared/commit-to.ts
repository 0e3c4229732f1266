import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from './clock.ts';
import { type Commit, committer } from './store/commit.ts';

/** How a function commits its changes. */
export const commitTo = (
  client: DynamoDBDocumentClient,
  environment: { OUTBOX_TABLE: string; AUDIT_TABLE: string },
  clock: Clock = systemClock,
): Commit => committer(client, { outbox: environment.OUTBOX_TABLE, audit: environment.AUDIT_TABLE }, clock);
