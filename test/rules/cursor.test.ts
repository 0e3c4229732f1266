import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CursorShape, readCursor, writeCursor } from '../../functions/shared/cursor.ts';
import { Problem } from '../../functions/shared/problem.ts';

const list = (pk: string, begins: Record<string, string> = { sk: '' }): CursorShape => ({ partition: { pk }, begins });

const refusal = (cursor: string, shape: CursorShape) => {
  try {
    return readCursor(cursor, shape);
  } catch (error) {
    return error;
  }
};

describe('a cursor', () => {
  it('gives back the key that it was made of', () =>
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (pk, sk) => {
        const cursor = writeCursor({ pk, sk }) ?? '';
        expect(cursor).toMatch(/^[\w-]*$/);
        expect(readCursor(cursor, list(pk, { sk: sk.slice(0, 1) }))).toEqual({ pk, sk });
      }),
    ));

  it('is null after the last page, and absent on the first', () => {
    expect(writeCursor(undefined)).toBeNull();
    expect(readCursor(undefined, list('a'))).toBeUndefined();
  });

  it('opens no other list than the one it was made for', () => {
    const cursor = writeCursor({ pk: 'space-1', sk: 'a' }) ?? '';
    expect(refusal(cursor, list('space-2'))).toBeInstanceOf(Problem);
    expect(refusal(cursor, { partition: { pk: 'space-1', listPk: 'x' }, begins: { sk: '' } })).toMatchObject({
      kind: 'invalid',
      errors: [{ field: 'query.cursor' }],
    });
  });

  it.each([
    ['holds more than the key', { pk: 'a', sk: 'line#1', other: 'x' }, 'line#'],
    ['holds less than the key', { pk: 'a' }, ''],
    ['holds an empty name', { pk: 'a', sk: '' }, ''],
    ['starts outside what is listed', { pk: 'a', sk: 'report#1' }, 'line#'],
  ])('is refused when it %s, before an engine takes offence', (_what, key, sk) => {
    expect(refusal(writeCursor(key) ?? '', list('a', { sk }))).toMatchObject({ kind: 'invalid' });
  });

  it.each([
    ['nonsense', 'nonsense'],
    ['a list', Buffer.from('["a"]').toString('base64url')],
    ['a key of numbers', Buffer.from('{"pk":1}').toString('base64url')],
    ['nothing', ''],
  ])('is refused when it holds %s', (_what, cursor) => {
    expect(refusal(cursor, list('1'))).toMatchObject({ kind: 'invalid' });
  });

  it('never breaks on what a caller makes up', () =>
    fc.assert(
      fc.property(fc.string(), (cursor) => {
        expect(refusal(cursor, list('a'))).toBeInstanceOf(Problem);
      }),
    ));
});
