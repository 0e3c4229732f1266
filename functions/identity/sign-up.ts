import type { citizenPages } from '../../schemas/routes/citizen-pages.ts';
import { TERMS_VERSION } from '../../schemas/terms.ts';
import { hashAddress } from '../shared/address.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { AdmitAsk } from './asking/admit-ask.ts';
import { passwordError } from './asking/password-errors.ts';
import type { Captcha } from './captcha/captcha.ts';
import { signUpPage } from './pages/sign-up.ts';
import type { IsCommonPassword } from './passwords/common-passwords.ts';
import type { PasswordHashes } from './passwords/password-hashes.ts';
import type { SignUps } from './store/sign-ups.ts';

export interface SignUpDependencies {
  admit: AdmitAsk;
  captcha: Pick<Captcha, 'offer'>;
  isCommon: IsCommonPassword;
  hashes: Pick<PasswordHashes, 'hash'>;
  store: Pick<SignUps, 'keep'>;
  clock: Clock;
}

/** How long a sign-up may be activated. */
const MONTH = 31 * 24 * 60 * 60 * 1000;

/**
 * Does the same work for every address, and never looks whether it has an account: whoever writes the letter finds that out, and tells it to the
 * mailbox alone.
 */
export const signUp =
  ({ admit, captcha, isCommon, hashes, store, clock }: SignUpDependencies): UseCase<typeof citizenPages.signUp> =>
  async ({ form }, { trail, visitor }) => {
    const { typed } = form;
    const again = async (errors: Readonly<Record<string, string>>, status = 400) =>
      signUpPage({ typed, errors }, await captcha.offer({ withCode: typed['challenge'] !== undefined }), status);
    if (!form.valid) return again(form.errors);
    const { email, password, ...answer } = form.values;
    const wrong = await passwordError(isCommon, password, email);
    if (wrong) return again({ password: wrong });
    const refusal = await admit({ email, captcha: answer, visitor });
    if (refusal) return again(refusal.errors, refusal.status);
    const at = clock();
    const hash = await hashes.hash(password);
    const pending = {
      email,
      hash,
      termsVersion: TERMS_VERSION,
      askedAt: at.toISOString(),
      endsAt: new Date(at.getTime() + MONTH).toISOString(),
    };
    await store.keep(hashAddress(email), pending, trail);
    return { to: '/api/identity/sign-up/sent' };
  };
