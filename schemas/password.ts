import * as z from 'zod/mini';

/** Nobody types more. */
export const MOST_CHARACTERS = 128;
const LEAST_CHARACTERS = 8;

const wanted: readonly { missing: string; in: (password: string) => boolean }[] = [
  { missing: 'une lettre majuscule', in: (password) => /\p{Lu}/u.test(password) },
  { missing: 'une lettre minuscule', in: (password) => /\p{Ll}/u.test(password) },
  { missing: 'un chiffre', in: (password) => /\p{Nd}/u.test(password) },
];

/** What a password lacks, in French; empty when it lacks nothing. */
export const missingFrom = (password: string): string[] => [
  ...(Array.from(password).length < LEAST_CHARACTERS ? [`${LEAST_CHARACTERS} caractères au moins`] : []),
  ...wanted.filter((one) => !one.in(password)).map(({ missing }) => missing),
];

/** Said before anybody types. */
export const PASSWORD_HINT = '8 caractères au moins, avec une lettre majuscule, une lettre minuscule et un chiffre.';

/** A password that somebody chooses; one spelling of what looks the same on different keyboards. */
export const NewPassword = z
  .string()
  .check(
    z.maxLength(MOST_CHARACTERS, `Le mot de passe a ${MOST_CHARACTERS} caractères au plus.`),
    z.normalize('NFKC'),
    z.check(({ value, issues }) => {
      const missing = missingFrom(value);
      if (missing.length > 0) issues.push({ code: 'custom', input: value, message: `Il manque au mot de passe : ${missing.join(', ')}.` });
    }),
  )
  .register(z.globalRegistry, { id: 'NewPassword' });
