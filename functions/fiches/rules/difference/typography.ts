const quotes = /[‘’ʼ′`]/g;
const doubleQuotes = /[“”„«»″]/g;
const dashes = /[‐‑‒–—−]/g;
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** The text with plain spaces where the layout broke it; no-break spaces stay. */
export const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/[ \t\r\n]+/g, ' ')
    .trim();

/** What two typographies of one text have in common: kinds of spaces, spaces around signs, quotes, dashes and ellipses make no difference to a reader. */
export const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(invisible, '')
    .replace(quotes, "'")
    .replace(doubleQuotes, '"')
    .replace(dashes, '-')
    .replaceAll('…', '...')
    .replace(/\s+/g, ' ')
    .replace(/ ?([^\p{L}\p{M}\p{N} ]) ?/gu, '$1')
    .trim();

export interface Token {
  text: string;
  /** Equal for the same word in another typography. */
  key: string;
}

/** Amounts in one piece (« 15 375,50 »), elisions apart (« l’ »), punctuation with the space that French sets around it. */
const pattern =
  /\d+(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?|[\p{L}\p{M}]+['’]|[\p{L}\p{M}\p{N}]+|\s*[;:!?%"“”„«»″]\s*|\s+|[^\s\p{L}\p{M}\p{N}]/gu;

/** Most words of French are written in one way only. */
const oneWay = /^[A-Za-z0-9\u00c0-\u024f]+$/;

const keyOf = (token: string): string => {
  if (oneWay.test(token)) return token;
  return /^\s+$/.test(token) ? ' ' : plain(token);
};

export const tokensOf = (text: string): Token[] => (text.match(pattern) ?? []).map((token) => ({ text: token, key: keyOf(token) }));

export const isWord = (token: string): boolean => /[\p{L}\p{N}]/u.test(token);

export const countWords = (text: string): number => tokensOf(text).filter(({ key }) => isWord(key)).length;
