import * as z from 'zod/mini';
import { Problem } from './problem.ts';

const Key = z.record(z.string(), z.string());

/** Where the next page starts, as text that means nothing to its bearer. */
export const writeCursor = (key: Record<string, unknown> | undefined): string | null =>
  key ? Buffer.from(JSON.stringify(key)).toString('base64url') : null;

/** What a key of one list looks like, and so what a cursor may hold. */
export interface CursorShape {
  /** The attributes that the caller may not choose, with their values. */
  partition: Record<string, string>;
  /** The others, each with what it begins with: an engine refuses to start outside what it is asked for, and that would be our failure. */
  begins: Record<string, string>;
}

const fits = (key: Record<string, string>, { partition, begins }: CursorShape): boolean =>
  Object.keys(key).length === Object.keys({ ...partition, ...begins }).length &&
  Object.entries(partition).every(([name, value]) => key[name] === value) &&
  Object.entries(begins).every(([name, start]) => key[name] !== '' && key[name]?.startsWith(start));

/** The key that a cursor holds. One made for another list, or made up, is refused: no list can be read through another. */
export const readCursor = (cursor: string | undefined, shape: CursorShape): Record<string, string> | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const key = Key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (fits(key, shape)) return key;
  } catch {
    // told below, like a cursor of another list
  }
  throw new Problem('invalid', undefined, [{ field: 'query.cursor', detail: 'Ce curseur n’est pas valable pour cette liste.' }]);
};
