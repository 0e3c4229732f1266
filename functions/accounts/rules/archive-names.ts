/** What an archive must not carry on to the disk of whoever opens it: parts of paths, characters of control, what Windows refuses. */
const UNSAFE = /[\p{C}\\/:*?"<>|]/gu;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
const LONGEST = 120;
/** The first half of a character that a cut went through. */
const HALF = /[\uD800-\uDBFF]$/;

/** A name for a file in an archive: as its owner gave it, as far as every system takes it. */
export const safeName = (name: string): string => {
  const clean = name
    .normalize('NFC')
    .replace(UNSAFE, '_')
    .replace(RESERVED, '_$&')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  if (clean.length <= LONGEST) return clean || 'fichier';
  const ending = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? '';
  return clean.slice(0, LONGEST - ending.length).replace(HALF, '') + ending;
};

/** Gives each name once: the second « carte.pdf » is « carte (2).pdf », whatever the case. */
export const namesOnce = (): ((name: string) => string) => {
  const taken = new Set<string>();
  return (name) => {
    const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
    const stem = name.slice(0, name.length - ending.length);
    let given = name;
    for (let number = 2; taken.has(given.toLowerCase()); number++) given = `${stem} (${number})${ending}`;
    taken.add(given.toLowerCase());
    return given;
  };
};
