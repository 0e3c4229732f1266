const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Each takes the place of two. */
const EXTENDED = new Set('^{}\\[~]|€\f');

/** What one SMS holds: 140 bytes, less the header that ties parts together when there are several. */
const rooms = { gsm7: { single: 160, part: 153 }, ucs2: { single: 70, part: 67 } } as const;

export type Encoding = keyof typeof rooms;

export const encodingOf = (text: string): Encoding =>
  Array.from(text).every((one) => BASIC.has(one) || EXTENDED.has(one)) ? 'gsm7' : 'ucs2';

/** How much room a text takes, in the units of its encoding: septets, or UTF-16 units. */
export const lengthOf = (text: string, encoding: Encoding = encodingOf(text)): number =>
  encoding === 'ucs2' ? text.length : Array.from(text).reduce((total, one) => total + (EXTENDED.has(one) ? 2 : 1), 0);

/**
 * How many SMS a text is billed as. SNS cuts between words and not inside them, so the end of a part may stay empty; a word that is longer
 * than a part is cut all the same.
 */
export const partsOf = (text: string): number => {
  const encoding = encodingOf(text);
  const { single, part } = rooms[encoding];
  if (lengthOf(text, encoding) <= single) return 1;
  let parts = 1;
  let left: number = part;
  for (const word of text.split(/(?<=\s)/)) {
    let length = lengthOf(word, encoding);
    if (length > left && left < part) {
      parts += 1;
      left = part;
    }
    while (length > left) {
      length -= left;
      parts += 1;
      left = part;
    }
    left -= length;
  }
  return parts;
};

const substitutes: Record<string, string> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
};

const foldOne = (one: string): string => {
  if (BASIC.has(one) || EXTENDED.has(one)) return one;
  const substitute = substitutes[one] ?? one.normalize('NFD').replace(/\p{M}/gu, '');
  return encodingOf(substitute) === 'gsm7' ? substitute : '?';
};

/** The text in the alphabet that costs least: what it lacks loses its accent (é, è, à and ù stay, ê and ç do not) or becomes its nearest sign. */
export const toGsm7 = (text: string): string => Array.from(text.normalize('NFC').replace(/«\s*|\s*»/g, '"'), foldOne).join('');
