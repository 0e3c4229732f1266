import { type IsCommonPassword, repeatsAddress } from '../passwords/common-passwords.ts';

export const COMMON = 'Ce mot de passe est trop courant : beaucoup de gens l’utilisent, il serait vite deviné. Choisissez-en un autre.';
export const LIKE_ADDRESS = 'Ce mot de passe ressemble à votre adresse électronique : il serait vite deviné. Choisissez-en un autre.';

/** What is wrong with a password that has all the characters it needs; undefined when nothing is. */
export const passwordError = async (
  isCommon: IsCommonPassword,
  password: string,
  email: string | undefined,
): Promise<string | undefined> => {
  if (email !== undefined && repeatsAddress(password, email)) return LIKE_ADDRESS;
  return (await isCommon(password)) ? COMMON : undefined;
};
