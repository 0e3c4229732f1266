import type { dynamo } from './aws.ts';
import type { Membership } from './middlewares/access.ts';
import { membershipReader } from './store/memberships.ts';
import type { VerifyToken } from './token.ts';

interface GatekeepersEnvironment {
  TOKEN_ISSUER: string;
  TOKEN_AUDIENCE: string;
  JWKS_ADDRESS: string;
  MEMBERSHIPS_TABLE: string;
}

/** What verifies tokens is loaded with the first one: whoever only reads in public shows none. */
const onFirstToken = (environment: GatekeepersEnvironment): VerifyToken => {
  let verifier: Promise<VerifyToken> | undefined;
  const load = async (): Promise<VerifyToken> => {
    const { tokenVerifier } = await import('./token.ts');
    return tokenVerifier({
      issuer: environment.TOKEN_ISSUER,
      audience: environment.TOKEN_AUDIENCE,
      jwksAddress: environment.JWKS_ADDRESS,
    });
  };
  return async (token) => {
    verifier ??= load();
    return (await verifier)(token);
  };
};

/** For functions of which every route is public: a token opens nothing there, and none is looked at. */
export const nobodySignedIn: { verifyToken: VerifyToken; membership: Membership } = {
  verifyToken: async () => undefined,
  membership: async () => false,
};

/** What every API function needs to know its callers. */
export const gatekeepers = (
  client: ReturnType<typeof dynamo>,
  environment: GatekeepersEnvironment,
): { verifyToken: VerifyToken; membership: Membership } => ({
  verifyToken: onFirstToken(environment),
  membership: membershipReader(client, environment.MEMBERSHIPS_TABLE),
});
