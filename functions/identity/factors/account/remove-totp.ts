import type { factors } from '../../../../schemas/routes/factors.ts';
import type { UseCase } from '../../../shared/router.ts';
import { withoutTotp } from '../../rules/factors/changes.ts';
import { changeFactors } from '../change-factors.ts';
import type { EnrolmentDependencies } from '../enrolment.ts';
import { tellOf } from '../factor-news.ts';
import { changedFactors, occasionOf } from './factor-view.ts';

export const ANOTHER_FIRST = 'Ajoutez d’abord un autre moyen, puis retirez celui-ci.';

export const removeTotp =
  (dependencies: Pick<EnrolmentDependencies, 'factors' | 'clock'>): UseCase<typeof factors.removeTotp> =>
  async (_input, context) => {
    const { accountId, role } = context.caller;
    const result = await changeFactors<'none' | 'last'>(dependencies.factors, accountId, async (kept) => {
      const removal = withoutTotp(kept, role);
      return 'left' in removal ? { next: removal.left, told: tellOf(occasionOf(dependencies, context), 'totp-removed') } : removal;
    });
    if ('kept' in result) return changedFactors(result.kept, context.caller);
    throw result.refused === 'last' ? context.problem('last-factor', ANOTHER_FIRST) : context.problem('totp-not-found');
  };
