import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';

/** What the script of a page makes of the work that the page gives it. */
export const captchaWork = async (work: string): Promise<string> => {
  const challenge = JSON.parse(work);
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
};
