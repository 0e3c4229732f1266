import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK } from '../../functions/alerts/rules/chunks.ts';
import { packPositions, unpackPositions } from '../../functions/alerts/store/packed-positions.ts';

describe('positions as they are kept', () => {
  it('come back as they went in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(CHUNK - 1)), (positions) => {
        expect(unpackPositions(packPositions(new Set(positions)))).toEqual(new Set(positions));
      }),
    );
  });

  it('take sixty-three bytes for a whole chunk', () => {
    expect(packPositions(new Set(Array.from({ length: CHUNK }, (_, position) => position))).byteLength).toBe(63);
    expect(packPositions(new Set()).byteLength).toBe(0);
  });
});
