import type { citizenPages } from '../../schemas/routes/citizen-pages.ts';
import type { UseCase } from '../shared/router.ts';
import type { Captcha } from './captcha/captcha.ts';
import { untouched } from './pages/form-parts.ts';
import { signUpPage } from './pages/sign-up.ts';

export const showSignUpPage =
  ({ captcha }: { captcha: Pick<Captcha, 'offer'> }): UseCase<typeof citizenPages.showSignUpPage> =>
  async ({ query }) =>
    signUpPage(untouched, await captcha.offer({ withCode: query.code !== undefined }));
