import { CallRefused, type Fate, type Mailer, type Mailing } from './mailer.ts';

/** Halves a mailing until the letters that the service takes have gone; what else stands in the way leaves its letters for later. */
const sendApart = async (mailer: Mailer, mailing: Mailing): Promise<Fate[]> => {
  const { letters } = mailing;
  const middle = Math.ceil(letters.length / 2);
  const fates: Fate[] = [];
  for (const half of [letters.slice(0, middle), letters.slice(middle)])
    fates.push(...(await sendHalf(mailer, { ...mailing, letters: half })));
  return fates;
};

const sendHalf = async (mailer: Mailer, half: Mailing): Promise<Fate[]> => {
  try {
    return await mailer(half);
  } catch (error) {
    if (!(error instanceof CallRefused)) return half.letters.map(() => 'later');
    return half.letters.length > 1 ? sendApart(mailer, half) : ['refused'];
  }
};

/**
 * One letter that the service cannot take must not keep forty-nine others waiting for ever: a call that is refused as a whole is made again
 * by halves. When nobody's letter passes, it is the call that is wrong and not the people: then nobody is given up, and it throws.
 */
export const isolateRefusal =
  (mailer: Mailer): Mailer =>
  async (mailing) => {
    try {
      return await mailer(mailing);
    } catch (error) {
      if (!(error instanceof CallRefused) || mailing.letters.length < 2) throw error;
      const fates = await sendApart(mailer, mailing);
      if (fates.every((fate) => fate === 'refused')) throw error;
      return fates;
    }
  };
