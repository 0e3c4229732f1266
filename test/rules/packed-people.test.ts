import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChunkPerson, Recipient } from '../../functions/alerts/rules/chunks.ts';
import {
  packedPeople,
  packedRecipients,
  packPeople,
  packRecipients,
  recipientAt,
  unpackPeople,
} from '../../functions/alerts/store/packed-people.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';

const person = (own: boolean): ChunkPerson => ({
  accountId: AccountId.parse(randomUUID()),
  spaceId: own ? null : SpaceId.parse(randomUUID()),
});

describe('people as they are kept', () => {
  it('come back in a chunk as they went in, each from their own space or another', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 600 }), (owns) => {
        const people = owns.map(person);
        const packed = packPeople(people);
        expect(unpackPeople(packed)).toEqual(people);
        expect(packedPeople(packed)).toBe(people.length);
      }),
      { numRuns: 50 },
    );
  });

  it('take sixteen bytes each in a chunk, and eighteen more where the space is not their own', () => {
    const own = packPeople(Array.from({ length: 50 }, () => person(true)));
    expect(own.people.byteLength).toBe(50 * 16);
    expect(own).not.toHaveProperty('elsewhere');
    expect(packPeople([person(true), person(false)]).elsewhere?.byteLength).toBe(18);
  });

  it('are found in a list at their place, whatever lies before it in memory', () => {
    const people: Recipient[] = Array.from({ length: 7 }, () => ({
      accountId: AccountId.parse(randomUUID()),
      spaceId: SpaceId.parse(randomUUID()),
    }));
    const apart = new Uint8Array([9, 9, 9, ...packRecipients(people)]).subarray(3);
    expect(packedRecipients(apart)).toBe(7);
    expect(people.map((_, position) => recipientAt(apart, position))).toEqual(people);
  });
});
