import type { citizenPages } from '../../schemas/routes/citizen-pages.ts';
import type { Input, ShownPage } from '../../schemas/routes/route.ts';
import type { Captcha } from './captcha/captcha.ts';
import { untouched } from './pages/form-parts.ts';
import { type LetterAsk, letterAskPage } from './pages/letter-asks.ts';

export const showLetterAsk =
  (ask: LetterAsk, { captcha }: { captcha: Pick<Captcha, 'offer'> }) =>
  async ({ query }: Input<typeof citizenPages.showForgottenPasswordPage>): Promise<ShownPage> =>
    letterAskPage(ask, untouched, await captcha.offer({ withCode: query.code !== undefined }));
