/** How many are made at once. */
export const RECOVERY_CODES = 10;
/** Bytes of each: sixty bits, five a letter, and the rest unused. */
export const RECOVERY_CODE_BYTES = 8;

/** Crockford's: without I, L, O and U, which are read as something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS = 12;
const misread: Record<string, string> = { I: '1', L: '1', O: '0' };

/** The letters of a code that these bytes make. */
export const recoveryCode = (bytes: Uint8Array): string => {
  const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return Array.from({ length: LETTERS }, (_, place) => ALPHABET[Number((number >> BigInt(5 * place)) & 31n)]).join('');
};

/** As it is shown: three groups of four. */
export const inGroups = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1-');

/** What was meant by a code typed from paper. */
export const asWritten = (typed: string): string => typed.replaceAll(/[ILO]/g, (letter) => misread[letter] ?? letter);
