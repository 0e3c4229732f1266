import { CallRefused, type Fate } from '../mailer.ts';

interface Mailed {
  letters: unknown[];
}

/** Whether the service takes the mail of this mailing when it goes to an address that is surely right. */
export type Probe<M extends Mailed> = (mailing: M) => Promise<boolean>;

/**
 * Tells somebody whose letter the service cannot take from a call that is wrong for everybody. A letter is refused for good when another one
 * of the mailing passed, or when the same mail passes to an address that is surely right; else nobody is given up, and it throws.
 */
export const tellRefusals =
  <M extends Mailed>(send: (mailing: M) => Promise<Fate[]>, passes: Probe<M>) =>
  async (mailing: M): Promise<Fate[]> => {
    const fates = await send(mailing);
    if (fates.includes('accepted') || !fates.includes('refused') || (await passes(mailing))) return fates;
    throw new CallRefused('no letter of this mailing passes');
  };

/** A call that is refused as a whole is made again letter by letter, once it is known that the mail itself is right. */
export const letterByLetter =
  <M extends Mailed>(whole: (mailing: M) => Promise<Fate[]>, single: (mailing: M) => Promise<Fate[]>, passes: Probe<M>) =>
  async (mailing: M): Promise<Fate[]> => {
    try {
      return await whole(mailing);
    } catch (error) {
      if (!(error instanceof CallRefused) || !(await passes(mailing))) throw error;
      return single(mailing);
    }
  };
