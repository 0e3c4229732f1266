import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Position, pageAfter } from '../../functions/alerts/rules/subscription-list.ts';

const positions = fc.uniqueArray(
  fc.record({
    subscribedAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'),
    ficheKey: fc.nat(99).map((n) => `particuliers#F${n}`),
  }),
  { selector: ({ ficheKey }) => ficheKey, maxLength: 30 },
);

const pages = (all: Position[], limit: number): Position[][] => {
  const read: Position[][] = [];
  let after: Position | undefined;
  do {
    const { items, last } = pageAfter(all, after, limit);
    read.push(items);
    after = last;
  } while (after);
  return read;
};

describe('pages of subscriptions', () => {
  it('hold each subscription once, the latest first, and no page is larger than asked', () =>
    fc.assert(
      fc.property(positions, fc.integer({ min: 1, max: 10 }), (all, limit) => {
        const read = pages(all, limit);
        const flat = read.flat();
        expect(new Set(flat)).toEqual(new Set(all));
        expect(flat).toHaveLength(all.length);
        expect(flat.map(({ subscribedAt }) => subscribedAt)).toEqual(
          all
            .map(({ subscribedAt }) => subscribedAt)
            .toSorted()
            .toReversed(),
        );
        expect(Math.max(...read.map(({ length }) => length))).toBeLessThanOrEqual(limit);
      }),
    ));

  it('lose nobody when what the page before ended with is gone', () =>
    fc.assert(
      fc.property(positions, fc.integer({ min: 1, max: 10 }), (all, limit) => {
        const { items, last } = pageAfter(all, undefined, limit);
        fc.pre(last !== undefined);
        const without = all.filter((one) => !items.includes(one));
        expect(pageAfter(without, last, all.length).items).toEqual(pageAfter(all, last, all.length).items);
      }),
    ));

  it('of an empty list is one empty page', () => {
    expect(pageAfter([], undefined, 20)).toEqual({ items: [], last: undefined });
  });
});
