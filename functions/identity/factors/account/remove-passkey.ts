import type { factors } from '../../../../schemas/routes/factors.ts';
import type { UseCase } from '../../../shared/router.ts';
import { withoutPasskey } from '../../rules/factors/changes.ts';
import { changeFactors } from '../change-factors.ts';
import type { EnrolmentDependencies } from '../enrolment.ts';
import { tellOf } from '../factor-news.ts';
import { changedFactors, occasionOf } from './factor-view.ts';
import { ANOTHER_FIRST } from './remove-totp.ts';

export const removePasskey =
  (dependencies: Pick<EnrolmentDependencies, 'factors' | 'clock'>): UseCase<typeof factors.removePasskey> =>
  async ({ params: { passkeyId } }, context) => {
    const { accountId, role } = context.caller;
    const result = await changeFactors<'none' | 'last'>(dependencies.factors, accountId, async (kept) => {
      const removal = withoutPasskey(kept, passkeyId, role);
      return 'left' in removal ? { next: removal.left, told: tellOf(occasionOf(dependencies, context), 'passkey-removed') } : removal;
    });
    if ('kept' in result) return changedFactors(result.kept, context.caller);
    throw result.refused === 'last' ? context.problem('last-factor', ANOTHER_FIRST) : context.problem('passkey-not-found');
  };
