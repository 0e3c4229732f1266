import type { identityPages } from '../../schemas/routes/identity-pages.ts';
import { type Html, html } from '../shared/html.ts';
import type { UseCase } from '../shared/router.ts';
import type { Captcha } from './captcha/captcha.ts';
import { captchaBlock, captchaUses } from './captcha/captcha-block.ts';
import { passkeyUses } from './factors/pages/passkey-form.ts';
import { type FormState, untouched } from './pages/form-parts.ts';
import { type SignInPageState, signInPage, trouble } from './pages/sign-in.ts';
import type { ShowSignInDependencies } from './show-sign-in.ts';
import type { Checked, CredentialChecker } from './sign-in/credential-checker.ts';
import { openSignIn, SIGN_IN_GONE_ADVICE } from './sign-in/open-sign-in.ts';
import type { TakeProof } from './sign-in/take-proof.ts';
import type { SignIn } from './store/sign-ins.ts';

export interface SignInDependencies extends ShowSignInDependencies {
  checker: CredentialChecker;
  captcha: Captcha;
  takeProof: TakeProof;
}

type Refused = Exclude<Checked, { outcome: 'accepted' }> | { outcome: 'other-account' };

const minutesOf = (seconds: number): string => {
  const minutes = Math.ceil(seconds / 60);
  return minutes > 1 ? `${minutes} minutes` : 'une minute';
};

const told: { [Outcome in Refused['outcome']]: (seconds: number) => Html } = {
  refused: () =>
    trouble(
      'L’adresse électronique ou le mot de passe n’est pas le bon.',
      'Vérifiez l’adresse et le mot de passe, majuscules comprises, ou demandez un nouveau mot de passe.',
    ),
  pending: () =>
    trouble(
      'Votre compte n’est pas encore activé.',
      html`Ouvrez le lien du courriel que vous avez reçu, ou <a href="/api/identity/activation">demandez un nouveau courriel</a>.`,
    ),
  suspended: () => trouble('Votre compte est suspendu.', 'Adressez-vous à l’administration qui tient ce site pour en savoir la raison.'),
  wait: (seconds) =>
    trouble('Trop d’essais ont été faits.', `Attendez ${minutesOf(seconds)} avant de recommencer. Votre compte n’est pas bloqué.`),
  captcha: () =>
    trouble(
      'Montrez que vous êtes une personne.',
      'Beaucoup d’essais ont été faits sur ce compte : saisissez à nouveau votre mot de passe.',
    ),
  'other-account': () =>
    trouble(
      'Un autre compte est déjà connecté dans ce navigateur.',
      html`Connectez-vous avec ce compte, ou <a href="/api/identity/session/end">déconnectez-le</a> d’abord.`,
    ),
};

const statusOf = ({ outcome }: Refused): number => (outcome === 'wait' ? 429 : 400);

/** Checks a password and takes it as a proof; whatever is wrong is said on the same page, with the address still there. */
export const signIn = ({ signIns, ways, checker, captcha, takeProof }: SignInDependencies): UseCase<typeof identityPages.signIn> => {
  const shown = async (found: SignIn, state: SignInPageState, status: number) => ({
    page: signInPage(found, await ways(found), state),
    status,
    formsLeadTo: [found.clientAddress],
    uses: state.captcha ? captchaUses : passkeyUses,
  });
  const refused = async (found: SignIn, typed: FormState['typed'], why: Refused) => {
    const form = { ...untouched, typed };
    const asked = why.outcome === 'captcha' && captchaBlock(await captcha.offer({ withCode: true }), form);
    const seconds = why.outcome === 'wait' ? why.seconds : 0;
    return shown(found, { form, trouble: told[why.outcome](seconds), ...(asked && { captcha: asked }) }, statusOf(why));
  };
  return async ({ params, form }, { visitor, trail, problem }) => {
    const found = await openSignIn(signIns, params.uid, visitor);
    if (found?.prompt !== 'login') throw problem('sign-in-gone', SIGN_IN_GONE_ADVICE);
    if (!form.valid) return shown(found, { form }, 400);
    const { email, password, altcha, challenge, code } = form.values;
    const checked = await checker.check({ email, password, captcha: { altcha, challenge, code }, visitor, trail });
    if (checked.outcome !== 'accepted') return refused(found, form.typed, checked);
    const taken = await takeProof({ signIn: found, accountId: checked.accountId, proof: 'password', visitor, trail });
    if (taken === 'gone') throw problem('sign-in-gone', SIGN_IN_GONE_ADVICE);
    if (taken === 'other-account') return refused(found, form.typed, { outcome: taken });
    return { ...taken, cookies: [...(taken.cookies ?? []), ...checked.cookies] };
  };
};
