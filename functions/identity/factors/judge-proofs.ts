import type { AccountId, Role } from '../../../schemas/account.ts';
import { hasFactor, needsFactor } from '../rules/factors/kept-factors.ts';
import { assuranceOf, assurances, isProof } from '../rules/factors/proofs.ts';
import type { Judge } from '../sign-in/take-proof.ts';
import type { FactorStore } from '../store/factors.ts';

/** Names of the pages to which a sign-in that is not enough leads on. */
export const steps = { ask: 'second-factor', setUp: 'factor' } as const;

/** Where a person goes on once they have seen their recovery codes. */
export const CODES_KEPT = 'factor/codes';

export interface JudgeDependencies {
  factors: Pick<FactorStore, 'find'>;
  /** As of now: a role that was given a minute ago counts. */
  roleOf: (accountId: AccountId) => Promise<Role | undefined>;
}

/**
 * One proof is enough for a citizen who has set up no other; whoever has one is asked for it, and whoever works here must have one before they get
 * any token.
 */
export const judgeProofs =
  ({ factors, roleOf }: JudgeDependencies): Judge =>
  async (accountId, shown) => {
    const { acr, amr } = assuranceOf(shown.filter(isProof));
    if (acr === assurances.two) return { enough: true, acr, amr };
    const [kept, role] = await Promise.all([factors.find(accountId), roleOf(accountId)]);
    if (hasFactor(kept)) return { enough: false, step: steps.ask };
    if (role === undefined || needsFactor(role)) return { enough: false, step: steps.setUp };
    return { enough: true, acr, amr };
  };
