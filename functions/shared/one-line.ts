const MAX_TITLE = 120;

/** Line breaks, control characters, broken halves of characters, and those that turn the direction of writing. */
const UNWANTED = /[\p{Cc}\p{Cs}\s\u202a-\u202e\u2066-\u2069]+/gu;

/** A title on one line, cut between two letters as readers count them. */
export const oneLine = (title: string): string => {
  const letters = [...new Intl.Segmenter('fr').segment(title.replace(UNWANTED, ' ').trim())].map(({ segment }) => segment);
  return letters.length <= MAX_TITLE
    ? letters.join('')
    : `${letters
        .slice(0, MAX_TITLE - 1)
        .join('')
        .trimEnd()}…`;
};
