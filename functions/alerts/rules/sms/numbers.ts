interface Territory {
  /** Calling code, without the plus sign. */
  code: string;
  /** What its mobile numbers look like after the calling code. */
  mobile: RegExp;
  /** How they begin where they are written with ten digits, without the zero; absent where numbers have no zero. */
  dialled?: RegExp;
}

/**
 * The French numbering plans: Arcep's for ten digits, those of each territory for the others. Wide enough for every block that is open, and
 * never for a fixed line: a code sent there would be read aloud or lost.
 */
const territories: readonly Territory[] = [
  { code: '262', mobile: /^(69[23]|639|709)\d{6}$/, dialled: /^(69[23]|639)/ },
  { code: '590', mobile: /^(69[01]|709)\d{6}$/, dialled: /^69[01]/ },
  { code: '594', mobile: /^(694|709)\d{6}$/, dialled: /^694/ },
  { code: '596', mobile: /^(69[67]|709)\d{6}$/, dialled: /^69[67]/ },
  { code: '508', mobile: /^((4[02-489]|5[05])\d{4}|708[45]\d{5})$/, dialled: /^708[45]/ },
  { code: '681', mobile: /^(72|8[2-7])\d{4}$/ },
  { code: '687', mobile: /^(5[0-4]|[79]\d|8[0-79])\d{4}$/ },
  { code: '689', mobile: /^8[7-9]\d{6}$/ },
  { code: '33', mobile: /^(6\d|7[3-9])\d{7}$/, dialled: /^[67]/ },
];

/** What people put between digits: spaces of all kinds, dots, hyphens, slashes. */
const SEPARATORS = /[\s.\-/\u2010-\u2015]/g;

const withoutSeparators = (text: string): string => text.replace(/\(0\)/g, '').replace(SEPARATORS, '').replace(/^00/, '+');

/** A number dialled with a zero inside France belongs to the territory of its first digits, and goes abroad by that one's code. */
const fromDialled = (national: string): string | undefined => {
  const territory = territories.find(({ dialled }) => dialled?.test(national));
  return territory?.mobile.test(national) ? `+${territory.code}${national}` : undefined;
};

/** The E.164 form of a French mobile number, however it is written; undefined for anything else, fixed lines and other countries included. */
export const normaliseNumber = (text: string): string | undefined => {
  const digits = withoutSeparators(text);
  if (/^0\d+$/.test(digits)) return fromDialled(digits.slice(1));
  if (!/^\+\d+$/.test(digits)) return undefined;
  const territory = territories.find(({ code }) => digits.startsWith(`+${code}`));
  if (!territory) return undefined;
  const national = digits.slice(territory.code.length + 1).replace(/^0(?=\d{9}$)/, '');
  if (territory.code === '33') return fromDialled(national);
  return territory.mobile.test(national) ? `+${territory.code}${national}` : undefined;
};

/** The calling code of a number that `normaliseNumber` made. */
export const callingCodeOf = (number: string): string => territories.find(({ code }) => number.startsWith(`+${code}`))?.code ?? '';

/** `+33 •••••••78`: enough for its owner to know it again, and for nobody to learn it. */
export const maskNumber = (number: string): string => {
  const code = callingCodeOf(number);
  const national = number.slice(code.length + 1);
  return `+${code} ${'•'.repeat(national.length - 2)}${national.slice(-2)}`;
};
