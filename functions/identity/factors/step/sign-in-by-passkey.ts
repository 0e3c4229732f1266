import { UsedPasskey } from '../../../../schemas/factor.ts';
import type { factorPages } from '../../../../schemas/routes/factor-pages.ts';
import type { UseCase } from '../../../shared/router.ts';
import { openSignIn, SIGN_IN_GONE_ADVICE } from '../../sign-in/open-sign-in.ts';
import { checkFactor } from '../check-factor.ts';
import { accountOfHandle } from '../passkey-ceremonies.ts';
import { goOn } from './go-on.ts';
import { jsonField } from './json-field.ts';
import { type StepDependencies, SUSPENDED_ADVICE, stepOccasion } from './step-context.ts';

const ADVICE =
  'Elle n’est pas liée à un compte ici, elle n’a pas vérifié que c’est vous (empreinte, visage ou code), ou la page est restée ouverte plus de cinq minutes. Revenez à la page de connexion et recommencez, ou connectez-vous avec votre mot de passe.';

/**
 * Lets in whom a passkey names, when it made sure of its owner: that is two proofs in one. The same refusal whether there is no such account, no such
 * key, or a wrong signature.
 */
export const signInByPasskey =
  (dependencies: StepDependencies): UseCase<typeof factorPages.signInByPasskey> =>
  async ({ params, form }, context) => {
    const { problem, visitor } = context;
    const signIn = await openSignIn(dependencies.signIns, params.uid, visitor);
    if (!signIn) throw problem('sign-in-gone', SIGN_IN_GONE_ADVICE);
    const read = UsedPasskey.safeParse(jsonField(form.valid ? form.values.passkey : undefined));
    const accountId = read.data && accountOfHandle(read.data.response.userHandle);
    const account = accountId && (await dependencies.accountOf(accountId));
    const proof =
      account &&
      (await checkFactor(dependencies)({ passkey: read.data, interaction: signIn.uid }, stepOccasion(dependencies, account, context)));
    if (!account || proof !== 'verified-passkey') throw problem('passkey-refused', ADVICE);
    if (account.status !== 'active') throw problem('account-suspended', SUSPENDED_ADVICE);
    return goOn(dependencies, { signIn, account }, proof, context);
  };
