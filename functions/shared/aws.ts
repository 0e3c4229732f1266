import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from './clock.ts';
import type { Membership } from './middlewares/access.ts';
import { type Commit, committer } from './store/commit.ts';
import { membershipReader } from './store/memberships.ts';
import { tokenVerifier, type VerifyToken } from './token.ts';

/** The one DynamoDB client of a function; absent values are left out of items. */
export const dynamo = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });

/** How a function commits its changes. */
export const commitTo = (
  client: DynamoDBDocumentClient,
  environment: { OUTBOX_TABLE: string; AUDIT_TABLE: string },
  clock: Clock = systemClock,
): Commit => committer(client, { outbox: environment.OUTBOX_TABLE, audit: environment.AUDIT_TABLE }, clock);

/** What every API function needs to know its callers. */
export const gatekeepers = (
  client: DynamoDBDocumentClient,
  environment: { TOKEN_ISSUER: string; TOKEN_AUDIENCE: string; JWKS_ADDRESS: string; MEMBERSHIPS_TABLE: string },
): { verifyToken: VerifyToken; membership: Membership } => ({
  verifyToken: tokenVerifier({
    issuer: environment.TOKEN_ISSUER,
    audience: environment.TOKEN_AUDIENCE,
    jwksAddress: environment.JWKS_ADDRESS,
  }),
  membership: membershipReader(client, environment.MEMBERSHIPS_TABLE),
});
