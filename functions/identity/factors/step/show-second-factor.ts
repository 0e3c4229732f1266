import type { factorPages } from '../../../../schemas/routes/factor-pages.ts';
import type { ShownPage } from '../../../../schemas/routes/route.ts';
import type { UseCase } from '../../../shared/router.ts';
import { hasFactor } from '../../rules/factors/kept-factors.ts';
import { isProof } from '../../rules/factors/proofs.ts';
import { signInPath } from '../../sign-in/open-sign-in.ts';
import { steps } from '../judge-proofs.ts';
import { passkeyUses } from '../pages/passkey-form.ts';
import { type Refusal, secondFactorPage } from '../pages/second-factor.ts';
import { passkeyCeremonies } from '../passkey-ceremonies.ts';
import { type Halfway, halfway, type StepDependencies } from './step-context.ts';

/** The page with all that this person can show; with each showing goes a challenge of its own. */
export const askedForFactor = async (
  dependencies: StepDependencies,
  { signIn, shown, account }: Halfway,
  refusal?: Refusal,
): Promise<ShownPage | undefined> => {
  const kept = await dependencies.factors.find(account.id);
  if (!hasFactor(kept)) return undefined;
  const passkey = kept.passkeys.length > 0 ? await passkeyCeremonies(dependencies).signIn(signIn.uid, kept.passkeys) : undefined;
  const recoveryCodes = kept.recovery?.hashes.length ?? 0;
  return {
    page: secondFactorPage(
      { uid: signIn.uid, first: shown.proofs.find(isProof), totp: kept.totp !== undefined, recoveryCodes, passkey },
      refusal,
    ),
    ...(refusal && { status: 400 }),
    uses: passkey ? passkeyUses : [],
    formsLeadTo: [signIn.clientAddress],
  };
};

export const showSecondFactor =
  (dependencies: StepDependencies): UseCase<typeof factorPages.showSecondFactor> =>
  async (request, context) => {
    const person = await halfway(dependencies, request, context);
    if (!person) return { to: signInPath(request.params.uid) };
    return (await askedForFactor(dependencies, person)) ?? { to: signInPath(request.params.uid, steps.setUp) };
  };
