import type { Factors, FactorsChanged } from '../../../../schemas/factor.ts';

/** What each kind of factor is shown with. */
export interface FactorPart {
  factors: Factors;
  onChanged: (changed: FactorsChanged) => void;
}
