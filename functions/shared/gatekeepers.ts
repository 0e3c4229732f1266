import type { dynamo } from './aws.ts';
import type { Membership } from './middlewares/access.ts';
import { membershipReader } from './store/memberships.ts';
import { tokenVerifier, type VerifyToken } from './token.ts';

/** What every API function needs to know its callers; apart, so that no other function loads what verifies tokens. */
export const gatekeepers = (
  client: ReturnType<typeof dynamo>,
  environment: { TOKEN_ISSUER: string; TOKEN_AUDIENCE: string; JWKS_ADDRESS: string; MEMBERSHIPS_TABLE: string },
): { verifyToken: VerifyToken; membership: Membership } => ({
  verifyToken: tokenVerifier({
    issuer: environment.TOKEN_ISSUER,
    audience: environment.TOKEN_AUDIENCE,
    jwksAddress: environment.JWKS_ADDRESS,
  }),
  membership: membershipReader(client, environment.MEMBERSHIPS_TABLE),
});
