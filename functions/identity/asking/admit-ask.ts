import type { Visitor } from '../../shared/context.ts';
import type { Captcha, CaptchaAnswer, CaptchaVerdict } from '../captcha/captcha.ts';
import { networksOf } from '../networks.ts';
import type { Throttle } from '../throttle.ts';
import { mailboxOf } from './mailbox.ts';

/** A public form that has a letter sent to an address. */
export interface Ask {
  email: string;
  captcha: CaptchaAnswer;
  visitor: Visitor;
}

export interface Refusal {
  status: 400 | 429;
  errors: Readonly<Record<string, string>>;
}

/** Undefined when the letter may be asked for; the same for every address, whether or not it has an account. */
export type AdmitAsk = (ask: Ask) => Promise<Refusal | undefined>;

export const captchaErrors: Record<Exclude<CaptchaVerdict, 'person'>, string> = {
  missing: 'Montrez que vous n’êtes pas un robot : attendez la fin de la vérification, ou demandez un code.',
  wrong: 'La vérification contre les robots n’est pas bonne ou n’est plus valable. Recommencez-la.',
};

/** A wait in words. */
export const sayWait = (seconds: number): string => {
  if (seconds < 60) return `${seconds} seconde${seconds > 1 ? 's' : ''}`;
  const minutes = Math.ceil(seconds / 60);
  return `${minutes} minute${minutes > 1 ? 's' : ''}`;
};

export const admitAsk =
  ({ captcha, throttle }: { captcha: Pick<Captcha, 'check'>; throttle: Throttle }): AdmitAsk =>
  async ({ email, captcha: answer, visitor }): Promise<Refusal | undefined> => {
    const verdict = await captcha.check(answer);
    if (verdict !== 'person') return { status: 400, errors: { captcha: captchaErrors[verdict] } };
    const counted = { mailbox: mailboxOf(email), 'network-letters': networksOf(visitor.address).network };
    const admission = await throttle.enter(counted, true);
    if (admission.admitted) {
      await admission.keep();
      return undefined;
    }
    const wait = 'waitSeconds' in admission ? admission.waitSeconds : 1;
    const tooMany = `Plusieurs courriels viennent d’être demandés. Regardez dans votre messagerie, ou réessayez dans ${sayWait(wait)}.`;
    return { status: 429, errors: { email: tooMany } };
  };
