/**
 * What the text of an environment variable must be: gives its value, or undefined when it is something else. Not a schema of zod: every
 * function reads its own at each start, and would make and run a parser for it before its first line. A function's bundle leaves out those that
 * it does not read: nothing happens where one is made.
 */
export type Variable<Value> = (text: string) => Value | undefined;

/** `least` characters or more. */
/* @__NO_SIDE_EFFECTS__ */
export const text =
  (least: number): Variable<string> =>
  (value) =>
    value.length >= least ? value : undefined;

/* @__NO_SIDE_EFFECTS__ */
export const matching =
  (pattern: RegExp): Variable<string> =>
  (value) =>
    pattern.test(value) ? value : undefined;

export const address: Variable<string> = (value) => (URL.canParse(value) ? value : undefined);

/** What an optional part of the system leaves empty. */
/* @__NO_SIDE_EFFECTS__ */
export const emptyOr =
  (variable: Variable<string>): Variable<string> =>
  (value) =>
    value === '' ? value : variable(value);

/** A number of a range; an empty text is none. */
/* @__NO_SIDE_EFFECTS__ */
export const between =
  (least: number, most: number): Variable<number> =>
  (value) => {
    const number = value.trim() === '' ? Number.NaN : Number(value);
    return number >= least && number <= most ? number : undefined;
  };

/** A whole number, 0 or more. */
export const count: Variable<number> = (value) => (/^\d{1,15}$/.test(value) ? Number(value) : undefined);
