import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from '../../functions/shared/cursor.ts';
import { Problem } from '../../functions/shared/problem.ts';

const refusal = (cursor: string, partition: Record<string, string>) => {
  try {
    return readCursor(cursor, partition);
  } catch (error) {
    return error;
  }
};

describe('a cursor', () => {
  it('gives back the key that it was made of', () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), (pk, sk) => {
        const cursor = writeCursor({ pk, sk }) ?? '';
        expect(cursor).toMatch(/^[\w-]*$/);
        expect(readCursor(cursor, { pk })).toEqual({ pk, sk });
      }),
    ));

  it('is null after the last page, and absent on the first', () => {
    expect(writeCursor(undefined)).toBeNull();
    expect(readCursor(undefined, { pk: 'a' })).toBeUndefined();
  });

  it('opens no other list than the one it was made for', () => {
    const cursor = writeCursor({ pk: 'space-1', sk: 'a' }) ?? '';
    expect(refusal(cursor, { pk: 'space-2' })).toBeInstanceOf(Problem);
    expect(refusal(cursor, { pk: 'space-1', listPk: 'x' })).toMatchObject({ kind: 'invalid', errors: [{ field: 'query.cursor' }] });
  });

  it.each([
    ['nonsense', 'nonsense'],
    ['a list', Buffer.from('["a"]').toString('base64url')],
    ['a key of numbers', Buffer.from('{"pk":1}').toString('base64url')],
    ['nothing', ''],
  ])('is refused when it holds %s', (_what, cursor) => {
    expect(refusal(cursor, { pk: '1' })).toMatchObject({ kind: 'invalid' });
  });

  it('never breaks on what a caller makes up', () =>
    fc.assert(
      fc.property(fc.string(), (cursor) => {
        expect(refusal(cursor, { pk: 'a' })).toBeInstanceOf(Problem);
      }),
    ));
});
