import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextReminder } from '../../../functions/documents/rules/reminders.ts';
import { inWords, inWordsAtLeast } from '../../../functions/documents/rules/sizes.ts';
import { fullSentence, shownStorage } from '../../../functions/documents/rules/storage.ts';
import { timeOrderedId } from '../../../functions/documents/rules/time-ordered-id.ts';
import { DocumentId, MAX_SPACE_BYTES } from '../../../schemas/document.ts';

describe('sizes in words', () => {
  it.each([
    [0, '0 octet', '0 octet'],
    [1, '1 octet', '1 octet'],
    [999, '999 octets', '999 octets'],
    [1_000, '1 ko', '1 ko'],
    [1_001, '1 ko', '2 ko'],
    [99_999, '99 ko', '0,1 Mo'],
    [100_000, '0,1 Mo', '0,1 Mo'],
    [4_000_000, '4 Mo', '4 Mo'],
    [3_999_999, '3,9 Mo', '4 Mo'],
    [235_000_000, '235 Mo', '235 Mo'],
  ])('%d bytes: what is left is %s, what is needed is %s', (bytes, left, needed) => {
    expect([inWords(bytes), inWordsAtLeast(bytes)]).toEqual([left, needed]);
  });

  it('never promise more than there is, nor ask for less', () => {
    const bytesOf = (words: string): number => {
      const [, number = '', unit = ''] = /^([\d,]+) (\w+)$/.exec(words) ?? [];
      return Math.round(Number(number.replace(',', '.')) * (unit === 'Mo' ? 1_000_000 : unit === 'ko' ? 1_000 : 1));
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_SPACE_BYTES }), (bytes) => {
        expect(bytesOf(inWords(bytes))).toBeLessThanOrEqual(bytes);
        expect(bytesOf(inWordsAtLeast(bytes))).toBeGreaterThanOrEqual(bytes);
      }),
    );
  });
});

describe('how full a space is', () => {
  it('says what is left', () => {
    expect(shownStorage({ used: 1_200_000, deleted: 5, documents: 2 })).toEqual({
      used: 1_200_000,
      limit: 235_000_000,
      left: 233_800_000,
      deleted: 5,
      documents: 2,
      sentence: 'Il reste 233,8 Mo sur les 235 Mo de cet espace.',
    });
  });

  it('says what to do when nothing is, or not enough', () => {
    expect(shownStorage({ used: MAX_SPACE_BYTES, deleted: 0, documents: 9 }).sentence).toMatch(/est plein.*Supprimez/);
    expect(fullSentence(3_400_000, { used: MAX_SPACE_BYTES - 1_250_000 })).toBe(
      'Il faut 3,4 Mo et il reste 1,2 Mo sur les 235 Mo de cet espace. Supprimez des documents, puis recommencez.',
    );
  });
});

describe('the next reminder', () => {
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  const expiring = { expiresOn: '2026-06-30', reminders: true };
  it.each([
    ['2026-01-01', { days: 60, at: '2026-05-01T07:00:00.000Z' }],
    ['2026-05-01', { days: 15, at: '2026-06-15T07:00:00.000Z' }],
    ['2026-06-14', { days: 15, at: '2026-06-15T07:00:00.000Z' }],
    ['2026-06-15', null],
    ['2027-01-01', null],
  ])('on %s', (day, next) => {
    expect(nextReminder(expiring, at(day))).toEqual(next);
  });

  it('is none for who wants none, and for what never expires', () => {
    expect(nextReminder({ ...expiring, reminders: false }, at('2026-01-01'))).toBeNull();
    expect(nextReminder({ ...expiring, expiresOn: null }, at('2026-01-01'))).toBeNull();
  });
});

describe('identifiers of documents', () => {
  it('are UUIDs in the order of time', () => {
    const moment = fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, moment, fc.uuid({ version: 4 }), fc.uuid({ version: 4 }), (one, other, random, another) => {
        const [first, second] = [timeOrderedId(one, random), timeOrderedId(other, another)];
        expect(DocumentId.safeParse(first).success).toBe(true);
        if (one < other) expect(first < second).toBe(true);
      }),
    );
  });
});
