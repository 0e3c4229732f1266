const APOSTROPHES = /['’ʼ]/g;
const DASHES = /[‐‑–—]/g;

const folded = (name: string): string => name.normalize('NFC').replace(APOSTROPHES, '’').replace(DASHES, '-').toLocaleLowerCase('fr');

/** Whether somebody has typed this name: no keyboard has all apostrophes and dashes that a name may hold, and capitals say nothing of which it is. */
export const isTyped = (typed: string, name: string): boolean => folded(typed) === folded(name);
