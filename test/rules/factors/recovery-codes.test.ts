import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asWritten, inGroups, recoveryCode } from '../../../functions/identity/rules/factors/recovery-codes.ts';
import { RecoveryCode } from '../../../schemas/factor.ts';

const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 });
const read = (typed: string) => asWritten(RecoveryCode.parse(typed));

describe('a recovery code', () => {
  it('has three groups of four letters that nobody takes for another', () => {
    fc.assert(fc.property(bytes, (random) => /^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/.test(inGroups(recoveryCode(random)))));
  });

  it('is read as it was meant, however it is typed', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom('-', ' ', '', ' - '), fc.boolean(), (random, between, small) => {
        const code = recoveryCode(random);
        const typed = inGroups(code).replaceAll('-', between).replaceAll('0', 'O').replaceAll('1', 'l');
        expect(read(small ? typed.toLowerCase() : typed)).toBe(code);
      }),
    );
  });

  it('is the same for the same sixty bits, and for no others', () => {
    const sixty = (random: Uint8Array) => BigInt.asUintN(60, BigInt(`0x${Buffer.from(random).toString('hex')}`));
    fc.assert(
      fc.property(bytes, bytes, fc.boolean(), (one, random, near) => {
        const other = near ? one.map((byte, place) => (place === 7 ? byte ^ 1 : byte)) : random;
        return (recoveryCode(one) === recoveryCode(other)) === (sixty(one) === sixty(other));
      }),
    );
  });

  it.each(['', '7K2M-9QXD', '7K2M-9QXD-R4TA-1', '7K2M-9QXD-R4T!', `${'7'.repeat(12)}${' '.repeat(40)}`])('is not « %s »', (typed) => {
    expect(RecoveryCode.safeParse(typed).success).toBe(false);
  });
});
