import type { KeyObject } from 'node:crypto';
import { keyringOf } from '../../shared/keyring.ts';

const rank = (id: string): number => Number(id.slice(1));

/** The keys that sign cookies, the newest first: those of before still open what they have signed. */
export const cookieKeysOf = (secret: string): string[] =>
  [...keyringOf(secret, 'parvis cookies 1').keys]
    .toSorted(([one], [other]) => rank(other) - rank(one))
    .map(([, key]) => key.export().toString('base64url'));

/** Always the oldest key: with another one every partner would meet strangers in the place of the people it knows. */
export const pairwiseKeyOf = (secret: string): KeyObject => {
  const keys = [...keyringOf(secret, 'parvis pairwise 1').keys].toSorted(([one], [other]) => rank(one) - rank(other));
  const [oldest] = keys;
  if (!oldest) throw new Error('a keyring without keys');
  return oldest[1];
};
