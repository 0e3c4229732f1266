import { randomInt, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { type Keyring, seal, unseal } from '../../shared/keyring.ts';

export const CODE_DIGITS = 6;
/** What is sealed about, so that nothing else that sign-in seals is taken for a challenge. */
const ABOUT = 'code challenge';

const Sealed = z.object({ code: z.string(), until: z.int() });

/** A code that nobody can foresee. */
export const newCode = (): string => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');

/** The challenge as the page carries it: it says nothing of its code. `until` in milliseconds since the epoch. */
export const sealCode = (keyring: Keyring, code: string, until: number): string =>
  seal(keyring, Buffer.from(JSON.stringify({ code, until })), ABOUT);

/** Undefined for a challenge that is none of ours. */
export const openCode = (keyring: Keyring, sealed: string): { code: string; until: number } | undefined => {
  const opened = unseal(keyring, sealed, ABOUT);
  return opened && Sealed.parse(JSON.parse(opened.toString('utf8')));
};

/** People put spaces between groups of digits. */
export const isSameCode = (code: string, typed: string): boolean => {
  const digits = typed.replaceAll(/\s/g, '');
  return /^\d+$/.test(digits) && digits.length === code.length && timingSafeEqual(Buffer.from(digits), Buffer.from(code));
};
