import { keepRecoveryCodes } from '../../functions/identity/factors/step/keep-recovery-codes.ts';
import { proveFactor } from '../../functions/identity/factors/step/prove-factor.ts';
import { setUpFactor } from '../../functions/identity/factors/step/set-up-factor.ts';
import { showFactorSetUp } from '../../functions/identity/factors/step/show-factor-set-up.ts';
import { showSecondFactor } from '../../functions/identity/factors/step/show-second-factor.ts';
import { signInByPasskey } from '../../functions/identity/factors/step/sign-in-by-passkey.ts';
import { nobodySignedIn } from '../../functions/shared/gatekeepers.ts';
import { api } from '../../functions/shared/pipeline.ts';
import { factorPages } from '../../schemas/routes/factor-pages.ts';
import type { factorSteps } from '../doubles/factor-steps.ts';

export type Scene = ReturnType<typeof factorSteps>;

/** The steps of one person's sign-in, answered by the pipeline as the gateway calls it. */
export const handlerOf = ({ dependencies }: Scene) =>
  api({
    routes: factorPages,
    useCases: {
      showSecondFactor: showSecondFactor(dependencies),
      proveFactor: proveFactor(dependencies),
      showFactorSetUp: showFactorSetUp(dependencies),
      setUpFactor: setUpFactor(dependencies),
      keepRecoveryCodes: keepRecoveryCodes(dependencies),
      signInByPasskey: signInByPasskey(dependencies),
    },
    ...nobodySignedIn,
    siteAddress: dependencies.siteAddress,
  });
