import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK } from '../../functions/alerts/rules/chunks.ts';
import { type AudienceEntry, entryName, gatherPeople } from '../../functions/alerts/rules/followers.ts';
import { MOST_LISTS, placePeople, type ShardFollower } from '../../functions/alerts/rules/placing.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { Slot } from '../../schemas/digest.ts';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const ways = [
  { channel: 'sms', frequency: 'at-once' },
  { channel: 'mail', frequency: 'at-once' },
  { channel: 'mail', frequency: 'daily' },
  { channel: 'mail', frequency: 'weekly' },
] as const;

const entry = (person: number, space: number, way = 1): AudienceEntry => ({
  accountId: AccountId.parse(uuid(person)),
  spaceId: SpaceId.parse(uuid(space)),
  ...(ways[way] ?? ways[1]),
  own: space === 1,
});

/** An audience in key order: the ways that each person chose, space by space. */
const anyAudience = fc
  .array(fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }), { maxLength: 200 })
  .map((people) => people.flatMap((chosen, person) => chosen.map((way, space) => entry(person, space, way))));

describe('the people of an audience', () => {
  it('are each there once, by the most prompt of their ways, from the place that they chose it for', () => {
    fc.assert(
      fc.property(anyAudience, (entries) => {
        const people = gatherPeople(entries);
        expect(people.map(({ accountId }) => accountId)).toEqual([...new Set(entries.map(({ accountId }) => accountId))]);
        for (const { last, ...person } of people) {
          const own = entries.filter(({ accountId }) => accountId === person.accountId);
          const rank = ({ channel, frequency }: AudienceEntry) =>
            ways.findIndex((way) => way.channel === channel && way.frequency === frequency);
          expect(rank(person)).toBe(Math.min(...own.map(rank)));
          expect(own).toContainEqual(person);
          expect(last).toBe(entryName(own.at(-1) ?? person));
        }
      }),
    );
  });

  it('are told from the first of several places that tell as promptly', () => {
    const [person] = gatherPeople([entry(1, 1, 3), entry(1, 2, 2), entry(1, 3, 2)]);
    expect(person).toMatchObject({ ...entry(1, 2, 2), last: entryName(entry(1, 3)) });
  });
});

const slots = Array.from({ length: 100 }, (_, n) =>
  Slot.parse(`${new Date(Date.UTC(2026, 0, 1) + n * 900_000).toISOString().slice(0, 16)}Z`),
);
const slotNumber = (n: number): Slot => slots[n] ?? Slot.parse('2026-01-01T00:00Z');

const follower = (way: number, shard = '00', own = false): ShardFollower => {
  const someone = { accountId: AccountId.parse(randomUUID()), spaceId: SpaceId.parse(randomUUID()) };
  return { ...someone, ...(ways[way] ?? ways[1]), own, shard, last: entryName(someone) };
};

describe('placing people', () => {
  const anyPeople = fc.array(fc.tuple(fc.nat(3), fc.nat(2), fc.nat(99)), { maxLength: 520 });

  it('puts each of those it takes in exactly one chunk or list, of their own channel, slot and shard', () => {
    fc.assert(
      fc.property(anyPeople, (chosen) => {
        const people = chosen.map(([way, shard]) => follower(way, `0${shard}`));
        const wanted = new Map(people.map(({ accountId }, at) => [accountId, slotNumber(chosen[at]?.[2] ?? 0)]));
        const { chunks, lists, taken } = placePeople(people, ({ accountId }) => wanted.get(accountId) ?? slotNumber(0));
        const placed = [...chunks, ...lists].flatMap((group) => group.people.map(({ accountId }) => accountId));
        expect(placed.toSorted()).toEqual(
          people
            .slice(0, taken)
            .map(({ accountId }) => accountId)
            .toSorted(),
        );
        const byId = new Map(people.map((person) => [person.accountId, person]));
        for (const { channel, people: told } of chunks) {
          expect(told.length).toBeGreaterThan(0);
          expect(told.length).toBeLessThanOrEqual(CHUNK);
          for (const { accountId } of told) expect(byId.get(accountId)).toMatchObject({ channel, frequency: 'at-once' });
        }
        expect(lists.length).toBeLessThanOrEqual(MOST_LISTS);
        expect(new Set(lists.map(({ slot, shard }) => `${slot} ${shard}`)).size).toBe(lists.length);
        for (const { slot, shard, people: waiting } of lists) {
          expect(waiting.length).toBeGreaterThan(0);
          for (const { accountId } of waiting) {
            expect(byId.get(accountId)).toMatchObject({ channel: 'mail', shard });
            expect(wanted.get(accountId)).toBe(slot);
          }
        }
      }),
    );
  });

  it('writes down no space that is the person’s own in a chunk, and every space in a list', () => {
    const [own, shared, daily] = [follower(1, '00', true), follower(1), follower(2, '00', true)];
    const { chunks, lists } = placePeople([own, shared, daily], () => slotNumber(1));
    expect(chunks[0]?.people.map(({ spaceId }) => spaceId)).toEqual([null, shared.spaceId]);
    expect(lists[0]?.people.map(({ spaceId }) => spaceId)).toEqual([daily.spaceId]);
  });

  it('stops before the first person for whom there would be one list too many, and takes all others', () => {
    const people = Array.from({ length: MOST_LISTS + 10 }, () => follower(2));
    const asked = new Map(people.map(({ accountId }, at) => [accountId, slotNumber(at)]));
    const { lists, taken } = placePeople(people, ({ accountId }) => asked.get(accountId) ?? slotNumber(0));
    expect(taken).toBe(MOST_LISTS);
    expect(lists).toHaveLength(MOST_LISTS);
    const oneSlot = placePeople(people, () => slotNumber(1));
    expect(oneSlot.taken).toBe(people.length);
    expect(oneSlot.lists).toHaveLength(1);
  });
});
