import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callingCodeOf, maskNumber, normaliseNumber } from '../../../functions/alerts/rules/sms/numbers.ts';
import { priceCeilings, priceOf } from '../../../functions/alerts/rules/sms/prices.ts';

describe('a mobile number', () => {
  it.each([
    ['06 12 34 56 78', '+33612345678'],
    ['06.12.34.56.78', '+33612345678'],
    ['06-12-34-56-78', '+33612345678'],
    ['0612345678', '+33612345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['+33 (0)6 12 34 56 78', '+33612345678'],
    ['+33 06 12 34 56 78', '+33612345678'],
    ['0033 6 12 34 56 78', '+33612345678'],
    ['06\u00a012\u202f34 56 78', '+33612345678'],
    ['07 56 12 34 56', '+33756123456'],
    ['+262 692 12 34 56', '+262692123456'],
    ['0692 12 34 56', '+262692123456'],
    ['0693 12 34 56', '+262693123456'],
    ['0639 12 34 56', '+262639123456'],
    ['+33 6 92 12 34 56', '+262692123456'],
    ['+590 690 12 34 56', '+590690123456'],
    ['0691 22 34 56', '+590691223456'],
    ['+594 694 12 34 56', '+594694123456'],
    ['0594 694 12 34 56', undefined],
    ['0694 12 34 56', '+594694123456'],
    ['+596 0696 12 34 56', '+596696123456'],
    ['0697 27 34 56', '+596697273456'],
    ['+687 75 12 34', '+687751234'],
    ['+689 87 12 34 56', '+68987123456'],
    ['+508 55 12 34', '+508551234'],
    ['+681 82 12 34', '+681821234'],
  ])('written %s is %s', (written, number) => {
    expect(normaliseNumber(written)).toBe(number);
  });

  it.each([
    ['a fixed line', '01 23 45 67 89'],
    ['a fixed line of Réunion', '+262 262 12 34 56'],
    ['a box line', '09 12 34 56 78'],
    ['a number that costs its caller', '0899 12 34 56'],
    ['a reserved beginning', '0700 12 34 56'],
    ['a digit too few', '06 12 34 56 7'],
    ['a digit too many', '06 12 34 56 789'],
    ['another country', '+32 470 12 34 56'],
    ['a short number', '36 46'],
    ['letters', '06 12 34 AB 78'],
    ['two plus signs', '++33612345678'],
    ['nothing', ''],
    ['a plus sign alone', '+'],
    ['digits of other scripts', '٠٦١٢٣٤٥٦٧٨'],
  ])('is not %s', (_, written) => {
    expect(normaliseNumber(written)).toBeUndefined();
  });

  const national = fc
    .tuple(fc.constantFrom('61', '62', '63', '65', '66', '67', '68', '73', '75', '76', '78'), fc.stringMatching(/^\d{7}$/))
    .map((parts) => parts.join(''))
    .filter((digits) => !digits.startsWith('639'));

  it('is the same however it is written, and normalising it again changes nothing', () => {
    const separators = fc.array(fc.constantFrom('', ' ', '.', '-', '\u00a0'), { minLength: 14, maxLength: 14 });
    fc.assert(
      fc.property(national, fc.constantFrom('0', '+33', '0033', '+33(0)'), separators, (digits, prefix, between) => {
        const written = prefix + Array.from(digits, (digit, at) => (between[at] ?? '') + digit).join('');
        const number = normaliseNumber(written);
        expect(number).toBe(`+33${digits}`);
        expect(normaliseNumber(number ?? '')).toBe(number);
      }),
    );
  });

  it('of any text, is E.164 with a price, or nothing', () => {
    const almost = fc.stringMatching(/^(\+|00|0)?[\d .]{0,16}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), almost), (text) => {
        const number = normaliseNumber(text);
        if (number === undefined) return;
        expect(number).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(priceOf(number, 1)).toBeGreaterThan(0);
      }),
    );
  });

  it('shows its last two digits alone', () => {
    expect(maskNumber('+33612345678')).toBe('+33 •••••••78');
    expect(maskNumber('+687751234')).toBe('+687 ••••34');
  });

  it('has a price for each calling code, times its parts', () => {
    for (const [code, price] of Object.entries(priceCeilings.microdollars)) {
      expect(priceOf(`+${code}612345678`, 2)).toBe(2 * price);
      expect(callingCodeOf(`+${code}612345678`)).toBe(code);
    }
    expect(() => priceOf('+32470123456', 1)).toThrow('without a price');
  });
});
