import type { citizenPages } from '../../schemas/routes/citizen-pages.ts';
import type { Input, ShownPage, WayOn } from '../../schemas/routes/route.ts';
import { hashAddress } from '../shared/address.ts';
import type { Trail, Visitor } from '../shared/context.ts';
import type { AdmitAsk } from './asking/admit-ask.ts';
import type { Captcha } from './captcha/captcha.ts';
import { activationAsk, letterAskPage, passwordAsk } from './pages/letter-asks.ts';
import type { SignUps } from './store/sign-ups.ts';

export interface AskLetterDependencies {
  admit: AdmitAsk;
  captcha: Pick<Captcha, 'offer'>;
  store: Pick<SignUps, 'askLetter'>;
}

const asks = {
  activation: { ask: activationAsk, to: '/api/identity/sign-up/sent' },
  password: { ask: passwordAsk, to: '/api/identity/password/sent' },
} as const;

/** Keeps the wish for a letter, whoever has the address and whether or not anybody has: the letter alone tells. */
export const askLetter =
  (letter: keyof typeof asks, { admit, captcha, store }: AskLetterDependencies) =>
  async (
    { form }: Input<typeof citizenPages.forgetPassword>,
    { trail, visitor }: { trail: Trail; visitor: Visitor },
  ): Promise<ShownPage | WayOn> => {
    const { ask, to } = asks[letter];
    const { typed } = form;
    const again = async (errors: Readonly<Record<string, string>>, status = 400) =>
      letterAskPage(ask, { typed, errors }, await captcha.offer({ withCode: typed['challenge'] !== undefined }), status);
    if (!form.valid) return again(form.errors);
    const { email, ...answer } = form.values;
    const refusal = await admit({ email, captcha: answer, visitor });
    if (refusal) return again(refusal.errors, refusal.status);
    await store.askLetter(letter, hashAddress(email), trail);
    return { to };
  };
