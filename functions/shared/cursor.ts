import { z } from 'zod';
import { Problem } from './problem.ts';

const Key = z.record(z.string(), z.string());

/** Where the next page starts, as text that means nothing to its bearer. */
export const writeCursor = (key: Record<string, unknown> | undefined): string | null =>
  key ? Buffer.from(JSON.stringify(key)).toString('base64url') : null;

/**
 * The key that a cursor holds. `partition` names the key attributes that the caller may not choose, with the values they must have: a cursor
 * made for another list is refused, so that no list can be read through another.
 */
export const readCursor = (cursor: string | undefined, partition: Record<string, string>): Record<string, string> | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const key = Key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (Object.entries(partition).every(([name, value]) => key[name] === value)) return key;
  } catch {
    // told below, like a cursor of another list
  }
  throw new Problem('invalid', undefined, [{ field: 'query.cursor', detail: 'Ce curseur n’est pas valable pour cette liste.' }]);
};
