import type { Environment } from '../../../schemas/environment.ts';
import { type dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { judgeProofs } from '../factors/judge-proofs.ts';
import { type TakeProof, takeProof } from '../sign-in/take-proof.ts';
import { accountFinder } from '../store/one-account.ts';
import { signInStore } from '../store/sign-ins.ts';
import { wireFactors } from './factors.ts';

/** How every way of signing in comes to its end. */
export const wireTakeProof = (client: ReturnType<typeof dynamo>, environment: Environment<'identity-pages'>): TakeProof => {
  const accountOf = accountFinder(client, environment.ACCOUNTS_TABLE);
  return takeProof({
    signIns: signInStore(client, environment.OIDC_TABLE, clock),
    judge: judgeProofs({
      factors: wireFactors(client, environment).factors,
      roleOf: async (accountId) => (await accountOf(accountId))?.role,
    }),
    commit: commitTo(client, environment),
    historyTable: environment.HISTORY_TABLE,
    clock,
  });
};
