import type { factors } from '../../../../schemas/routes/factors.ts';
import type { UseCase } from '../../../shared/router.ts';
import { shownFactors } from '../../rules/factors/kept-factors.ts';
import type { EnrolmentDependencies } from '../enrolment.ts';

export const readMyFactors =
  (dependencies: Pick<EnrolmentDependencies, 'factors'>): UseCase<typeof factors.readMyFactors> =>
  async (_input, { caller: { accountId, role } }) =>
    shownFactors(await dependencies.factors.find(accountId), role);
