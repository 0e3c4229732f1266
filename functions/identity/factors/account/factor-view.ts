import type { FactorsChanged } from '../../../../schemas/factor.ts';
import type { Caller, Trail, Visitor } from '../../../shared/context.ts';
import { type KeptFactors, shownFactors } from '../../rules/factors/kept-factors.ts';
import type { EnrolmentDependencies } from '../enrolment.ts';
import type { Occasion } from '../factor-news.ts';

/** What a call of a signed-in person to their own factors is told of. */
export const occasionOf = (
  { clock }: Pick<EnrolmentDependencies, 'clock'>,
  { caller, trail, visitor }: { caller: Caller; trail: Trail; visitor: Visitor },
): Occasion => ({ accountId: caller.accountId, at: clock(), trail, visitor });

export const changedFactors = (kept: KeptFactors, { role }: Caller, recoveryCodes: string[] | null = null): FactorsChanged => ({
  factors: shownFactors(kept, role),
  recoveryCodes,
});
