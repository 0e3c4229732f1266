const KILOBYTE = 1_000;
const TENTH = 100_000;

const french = (number: number): string => String(number).replace('.', ',');

/** Bytes in words: never more than there are, so that what is said to fit does fit. */
export const inWords = (bytes: number): string => {
  if (bytes < KILOBYTE) return `${bytes} octet${bytes < 2 ? '' : 's'}`;
  if (bytes < TENTH) return `${Math.floor(bytes / KILOBYTE)} ko`;
  return `${french(Math.floor(bytes / TENTH) / 10)} Mo`;
};

/** The same for what has to fit: never less than it is. */
export const inWordsAtLeast = (bytes: number): string => {
  if (bytes < KILOBYTE) return inWords(bytes);
  return bytes <= TENTH - KILOBYTE ? `${Math.ceil(bytes / KILOBYTE)} ko` : `${french(Math.ceil(bytes / TENTH) / 10)} Mo`;
};
