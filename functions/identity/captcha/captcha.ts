import { createHash } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import type { Keyring } from '../../shared/keyring.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';
import { isSameCode, newCode, openCode, sealCode } from './code-challenge.ts';

/** What a form sends to show that a person fills it in: work that a browser did, or a code that was read or heard. */
export interface CaptchaAnswer {
  altcha?: string | undefined;
  challenge?: string | undefined;
  code?: string | undefined;
}

/** What a page shows for it. */
export interface CaptchaOffer {
  /** For the script: JSON. */
  work: string;
  /** For whoever has no script, or would rather: image and sound as addresses of the data itself. */
  code?: { challenge: string; image: string; sound: string };
}

export type CaptchaVerdict = 'person' | 'missing' | 'wrong';

/** Challenges that were answered, kept until they end. */
export interface SpentChallenges {
  /** False when it was spent before. `until` in milliseconds since the epoch. */
  spend(challenge: string, until: number): Promise<boolean>;
}

export interface Captcha {
  offer(asked: { withCode: boolean }): Promise<CaptchaOffer>;
  /** Whatever comes of it, a challenge that was answered is spent: nobody guesses twice at one. */
  check(answer: CaptchaAnswer): Promise<CaptchaVerdict>;
}

export interface CaptchaDependencies {
  keys: ReadKeyring;
  spent: SpentChallenges;
  clock: Clock;
}

/** Milliseconds: long enough to fill in a form after a telephone call. */
const LASTS = 60 * 60 * 1000;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const dataAddress = (type: string, bytes: Buffer): string => `data:${type};base64,${bytes.toString('base64')}`;

/** Image, sound and the work of browsers are loaded when they are first wanted. */
export const captcha = ({ keys, spent, clock }: CaptchaDependencies): Captcha => {
  const offerCode = async (keyring: Keyring, until: number) => {
    const [{ codeImage }, { codeSound }] = await Promise.all([import('./code-image.ts'), import('./code-sound.ts')]);
    const code = newCode();
    return {
      challenge: sealCode(keyring, code, until),
      image: dataAddress('image/png', codeImage(code)),
      sound: dataAddress('audio/wav', codeSound(code)),
    };
  };
  const checkCode = async (challenge: string, typed: string): Promise<CaptchaVerdict> => {
    const opened = openCode(await keys(), challenge);
    if (!opened || opened.until <= clock().getTime()) return 'wrong';
    if (!(await spent.spend(hashOf(challenge), opened.until))) return 'wrong';
    return isSameCode(opened.code, typed) ? 'person' : 'wrong';
  };
  return {
    async offer({ withCode }) {
      const keyring = await keys();
      const until = clock().getTime() + LASTS;
      const { newWork } = await import('./proof-of-work.ts');
      const work = await newWork(keyring, new Date(until));
      return withCode ? { work, code: await offerCode(keyring, until) } : { work };
    },
    async check({ altcha, challenge, code }) {
      if (challenge && code) return checkCode(challenge, code);
      if (!altcha) return 'missing';
      const { checkWork } = await import('./proof-of-work.ts');
      const done = await checkWork(await keys(), altcha);
      if (!done || done.until <= clock().getTime()) return 'wrong';
      return (await spent.spend(done.id, done.until)) ? 'person' : 'wrong';
    },
  };
};
