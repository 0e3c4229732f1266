import type { dynamo } from './aws.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Commit, committer } from './store/commit.ts';

/** How a function commits its changes. */
export const commitTo = (
  client: ReturnType<typeof dynamo>,
  environment: { OUTBOX_TABLE: string; AUDIT_TABLE: string },
  clock: Clock = systemClock,
): Commit => committer(client, { outbox: environment.OUTBOX_TABLE, audit: environment.AUDIT_TABLE }, clock);
