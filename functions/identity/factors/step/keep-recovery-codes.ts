import type { factorPages } from '../../../../schemas/routes/factor-pages.ts';
import type { UseCase } from '../../../shared/router.ts';
import { isProof } from '../../rules/factors/proofs.ts';
import { signInPath } from '../../sign-in/open-sign-in.ts';
import { goOn } from './go-on.ts';
import { halfway, type StepDependencies } from './step-context.ts';

/** Goes on with the last proof that was shown: that of the factor to which the codes belong. */
export const keepRecoveryCodes =
  (dependencies: StepDependencies): UseCase<typeof factorPages.keepRecoveryCodes> =>
  async (request, context) => {
    const person = await halfway(dependencies, request, context);
    const last = person?.shown.proofs.at(-1);
    if (!person || last === undefined || !isProof(last)) return { to: signInPath(request.params.uid) };
    return goOn(dependencies, person, last, context);
  };
