import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL, type Recipient } from '../../functions/alerts/rules/chunks.ts';
import { takePage } from '../../functions/alerts/rules/digest-chunks.ts';
import { mergeLists, type OrderedList, type Reader } from '../../functions/alerts/rules/digest-merge.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { PublicationId } from '../../schemas/publication.ts';

const accounts = Array.from({ length: 400 }, () => AccountId.parse(randomUUID())).toSorted();
const spaceId = SpaceId.parse(randomUUID());
const account = (rank: number): AccountId => accounts[rank] as AccountId;
const publication = (number: number) => PublicationId.parse(`particuliers-F${number}-2`);

/** Lists as they are kept: each publication cut into stretches of its people, all in the order of their first account. */
const listsOf = (followers: number[][], stretch: number): OrderedList[] =>
  followers
    .flatMap((ranks, number) => {
      const people: Recipient[] = ranks.map((rank) => ({ accountId: account(rank), spaceId }));
      return Array.from({ length: Math.ceil(people.length / stretch) }, (_, at) => ({
        publicationId: publication(number + 1),
        people: people.slice(at * stretch, (at + 1) * stretch),
      }));
    })
    .toSorted((one, other) => ((one.people[0]?.accountId ?? '') < (other.people[0]?.accountId ?? '') ? -1 : 1));

/** What the store does: lists that end at or before the cursor are not read again. */
async function* read(lists: (OrderedList & { people: { at(position: number): Recipient | undefined } })[], after: AccountId | null) {
  for (const list of lists) {
    const last = list.people.at(list.people.length - 1)?.accountId;
    if (last !== undefined && (after === null || last > after)) yield list;
  }
}

const all = async (readers: AsyncIterable<Reader>): Promise<Reader[]> => {
  const found: Reader[] = [];
  for await (const reader of readers) found.push(reader);
  return found;
};

const told = (readers: Reader[]): string[] =>
  readers.flatMap(({ accountId, tellings }) => tellings.map(({ publicationId }) => `${accountId} ${publicationId}`));

const ranks = fc.uniqueArray(fc.nat(accounts.length - 1), { maxLength: 200 }).map((list) => list.toSorted((a, b) => a - b));
const audience = fc.record({
  followers: fc.array(ranks, { maxLength: 12 }),
  stretch: fc.integer({ min: 1, max: 60 }),
});

describe('the merge of the lists of a slot', () => {
  it('gives each (person, revision) exactly once, in order, whatever the lists', async () => {
    await fc.assert(
      fc.asyncProperty(audience, async ({ followers, stretch }) => {
        const readers = await all(mergeLists(read(listsOf(followers, stretch), null), null));
        const expected = followers.flatMap((list, number) => list.map((rank) => `${account(rank)} ${publication(number + 1)}`));
        expect(told(readers).toSorted()).toEqual(expected.toSorted());
        const order = readers.map(({ accountId }) => accountId);
        expect(order).toEqual([...new Set(order)].toSorted());
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same when it is broken off after any pages and resumed from the last person', async () => {
    const breaks = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(audience, breaks, async ({ followers, stretch }, stops) => {
        const lists = listsOf(followers, stretch);
        const whole = await all(mergeLists(read(lists, null), null));
        const chunks: Reader[][] = [];
        let after: AccountId | null = null;
        for (let run = 0, ended = false; !ended; run++) {
          const readers = mergeLists(read(lists, after), after);
          for (let page = 0; !ended && page < (stops[run] ?? Number.POSITIVE_INFINITY); page++) {
            const taken = await takePage(readers);
            chunks.push(...taken.chunks);
            after = taken.last ?? after;
            ended = taken.ended;
          }
        }
        expect(chunks.flat()).toEqual(whole);
        expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= CALL)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('holds no more than one list of each publication, however many people there are', async () => {
    const lists = listsOf([accounts.map((_, rank) => rank), accounts.map((_, rank) => rank), [7]], 10);
    let given = 0;
    const counted = async function* () {
      for (const list of lists) {
        given += 1;
        yield list;
      }
    };
    let seen = 0;
    for await (const { accountId } of mergeLists(counted(), null)) {
      seen += 1;
      const passed = lists.filter(({ people }) => (people.at(people.length - 1)?.accountId ?? '') < accountId).length;
      expect(given - passed).toBeLessThanOrEqual(4);
    }
    expect(seen).toBe(accounts.length);
  });

  it('fills its chunks, and closes early one whose people are told of very much', async () => {
    const many = Array.from({ length: 1500 }, (_, number) => publication(number + 1));
    const readers = accounts
      .slice(0, 7)
      .map((accountId) => ({ accountId, tellings: many.map((publicationId) => ({ publicationId, spaceId })) }));
    const page = await takePage(readers[Symbol.iterator]() as unknown as AsyncIterator<Reader, void>);
    expect(page.chunks.map((chunk) => chunk.length)).toEqual([3, 3, 1]);
    expect(page).toMatchObject({ ended: true, last: account(6) });
  });
});
