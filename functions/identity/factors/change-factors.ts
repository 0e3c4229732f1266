import type { AccountId } from '../../../schemas/account.ts';
import type { KeptFactors } from '../rules/factors/kept-factors.ts';
import type { FactorStore, Told } from '../store/factors.ts';

/** What is decided of the factors as they are: how they are to be, or why not. */
export type Decision<Refusal> = { next: KeptFactors; told: Told } | { refused: Refusal };

const ATTEMPTS = 5;

/**
 * Decides anew whenever somebody else changed them meanwhile: of two calls with one code the second sees that it was used. Throws when
 * that never ends.
 */
export const changeFactors = async <Refusal>(
  factors: Pick<FactorStore, 'find' | 'keep'>,
  accountId: AccountId,
  decide: (kept: KeptFactors) => Promise<Decision<Refusal>>,
): Promise<{ kept: KeptFactors } | { refused: Refusal }> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const decision = await decide(await factors.find(accountId));
    if ('refused' in decision) return decision;
    if (await factors.keep(decision.next, decision.told)) return { kept: decision.next };
  }
  throw new Error('the factors of an account change without end');
};
