import type { factors } from '../../../../schemas/routes/factors.ts';
import type { UseCase } from '../../../shared/router.ts';
import { withRecoveryCodes } from '../../rules/factors/changes.ts';
import { hasFactor } from '../../rules/factors/kept-factors.ts';
import { changeFactors } from '../change-factors.ts';
import type { EnrolmentDependencies } from '../enrolment.ts';
import { tellOf } from '../factor-news.ts';
import { newRecoveryCodes } from '../new-recovery-codes.ts';
import { changedFactors, occasionOf } from './factor-view.ts';

/** The ten new codes are shown once; those of before are worth nothing from then on. */
export const makeRecoveryCodes =
  (dependencies: EnrolmentDependencies): UseCase<typeof factors.makeRecoveryCodes> =>
  async (_input, context) => {
    const { accountId } = context.caller;
    const codes = newRecoveryCodes(await dependencies.readKeyring(), accountId, dependencies.random);
    const occasion = occasionOf(dependencies, context);
    const result = await changeFactors<'none'>(dependencies.factors, accountId, async (kept) =>
      hasFactor(kept)
        ? { next: withRecoveryCodes(kept, codes.hashes, occasion.at), told: tellOf(occasion, 'recovery-codes-made') }
        : { refused: 'none' },
    );
    if ('refused' in result) throw context.problem('no-factor');
    return changedFactors(result.kept, context.caller, codes.shown);
  };
