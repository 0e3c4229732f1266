import type { factors } from '../../../../schemas/routes/factors.ts';
import type { UseCase } from '../../../shared/router.ts';
import { passkeyOf, withPasskeyNamed } from '../../rules/factors/changes.ts';
import { changeFactors } from '../change-factors.ts';
import type { EnrolmentDependencies } from '../enrolment.ts';
import { tellOf } from '../factor-news.ts';
import { changedFactors, occasionOf } from './factor-view.ts';

export const renamePasskey =
  (dependencies: Pick<EnrolmentDependencies, 'factors' | 'clock'>): UseCase<typeof factors.renamePasskey> =>
  async ({ params: { passkeyId }, body: { name } }, context) => {
    const result = await changeFactors<'none'>(dependencies.factors, context.caller.accountId, async (kept) =>
      passkeyOf(kept, passkeyId)
        ? { next: withPasskeyNamed(kept, passkeyId, name), told: tellOf(occasionOf(dependencies, context)) }
        : { refused: 'none' },
    );
    if ('refused' in result) throw context.problem('passkey-not-found');
    return changedFactors(result.kept, context.caller);
  };
