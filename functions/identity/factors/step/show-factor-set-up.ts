import type { TotpSetup } from '../../../../schemas/factor.ts';
import type { factorPages } from '../../../../schemas/routes/factor-pages.ts';
import type { ShownPage } from '../../../../schemas/routes/route.ts';
import type { UseCase } from '../../../shared/router.ts';
import type { FormState } from '../../pages/form-parts.ts';
import { hasFactor } from '../../rules/factors/kept-factors.ts';
import { signInPath } from '../../sign-in/open-sign-in.ts';
import { enrolment } from '../enrolment.ts';
import { steps } from '../judge-proofs.ts';
import { passkeyUses } from '../pages/passkey-form.ts';
import { setUpFactorPage } from '../pages/set-up-factor.ts';
import { type Halfway, halfway, type StepDependencies } from './step-context.ts';

/** The page on which a second factor is chosen; `totp` once an application was. */
export const setUpPage = async (
  dependencies: StepDependencies,
  { signIn, account }: Halfway,
  { totp, state }: { totp?: TotpSetup | undefined; state?: FormState } = {},
): Promise<ShownPage> => {
  const passkey = await enrolment(dependencies).beginPasskey({ accountId: account.id, label: account.email });
  return {
    page: setUpFactorPage({ uid: signIn.uid, totp, passkey }, state),
    ...(state && { status: 400 }),
    uses: passkeyUses,
    formsLeadTo: [signIn.clientAddress],
  };
};

/** For who has none: somebody who has one shows it, and adds others in their account. */
export const showFactorSetUp =
  (dependencies: StepDependencies): UseCase<typeof factorPages.showFactorSetUp> =>
  async (request, context) => {
    const person = await halfway(dependencies, request, context);
    if (!person) return { to: signInPath(request.params.uid) };
    if (hasFactor(await dependencies.factors.find(person.account.id))) return { to: signInPath(request.params.uid, steps.ask) };
    return setUpPage(dependencies, person);
  };
