import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recipient } from '../../functions/alerts/rules/chunks.ts';
import { checkOf, type DigestList, type DigestLists, digestLists, writeOf } from '../../functions/alerts/store/digest-lists.ts';
import { transact } from '../../functions/shared/store/commit.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { Slot } from '../../schemas/digest.ts';
import { publicationId as idOf } from '../../schemas/publication.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

let dynamo: DynamoForTests;
let lists: DigestLists;
beforeAll(async () => {
  dynamo = await startDynamo();
  lists = digestLists(dynamo.client, dynamo.tables.digests);
});
afterAll(() => dynamo.stop());

const monday = Slot.parse('2026-11-23T07:00Z');
const later = Slot.parse('2026-11-23T07:15Z');
const tuesday = Slot.parse('2026-11-24T07:00Z');

const people = (count: number): Recipient[] =>
  Array.from({ length: count }, () => ({ accountId: AccountId.parse(randomUUID()), spaceId: SpaceId.parse(randomUUID()) })).toSorted(
    (one, other) => (one.accountId < other.accountId ? -1 : 1),
  );
const revision = (number: number) => idOf({ audience: 'particuliers', ficheId: 'F2', revision: number });
const write = (...written: DigestList[]) =>
  transact(
    dynamo.client,
    written.map((list) => writeOf(dynamo.tables.digests, list)),
  );
const read = async (slot: Slot, shard: string, after?: AccountId): Promise<DigestList[]> => {
  const found: DigestList[] = [];
  for await (const { publicationId, people: packed } of lists.listsOf(slot, shard, after)) {
    found.push({
      slot,
      shard,
      publicationId,
      people: Array.from({ length: packed.length }, (_, position) => packed.at(position) as Recipient),
    });
  }
  return found;
};

describe('the lists of digests', () => {
  it('are due from their instant on, the oldest first, until they are forgotten', async () => {
    await lists.announce([tuesday, later]);
    await lists.announce([monday, later]);
    expect(await lists.dueSlots(new Date('2026-11-23T06:59:59.999Z'))).toEqual([]);
    expect(await lists.dueSlots(new Date('2026-11-23T07:00:00.000Z'))).toEqual([monday]);
    expect(await lists.dueSlots(new Date('2026-11-23T07:20:00.000Z'))).toEqual([monday, later]);
    await lists.forget(monday);
    await lists.forget(monday);
    expect(await lists.dueSlots(new Date('2026-12-01T00:00:00.000Z'))).toEqual([later, tuesday]);
  });

  it('come back in the order of their first account, of one slot and one shard', async () => {
    const crowd = people(60);
    const list = (number: number, from: number, to: number): DigestList => ({
      slot: monday,
      shard: '07',
      publicationId: revision(number),
      people: crowd.slice(from, to),
    });
    const [first, second, third] = [list(1, 0, 20), list(2, 10, 50), list(1, 20, 60)];
    await write(third, second, { ...first, slot: later }, { ...first, shard: '08' }, first);
    expect(await read(monday, '07')).toEqual([first, second, third]);
    expect(await read(later, '07')).toHaveLength(1);
    expect(await read(tuesday, '07')).toEqual([]);
  });

  it('come back from an account on, each list that has somebody after it', async () => {
    const crowd = people(40);
    const whole = { slot: tuesday, shard: '01', publicationId: revision(1), people: crowd };
    const start = { ...whole, publicationId: revision(2), people: crowd.slice(0, 10) };
    await write(whole, start);
    expect(await read(tuesday, '01', crowd[8]?.accountId)).toHaveLength(2);
    expect(await read(tuesday, '01', crowd[9]?.accountId)).toEqual([whole]);
    expect(await read(tuesday, '01', crowd[39]?.accountId)).toEqual([]);
  });

  it('are not written into a slot that is closed', async () => {
    const slot = Slot.parse('2026-11-26T07:00Z');
    const list = { slot, shard: '03', publicationId: revision(1), people: people(2) };
    const both = () => transact(dynamo.client, [writeOf(dynamo.tables.digests, list), checkOf(dynamo.tables.digests, slot)]);
    await both();
    await lists.close(slot);
    await lists.close(slot);
    await expect(both()).rejects.toThrow('condition failed');
    expect(await read(slot, '03')).toEqual([list]);
  });

  it('name the shards that have any', async () => {
    const slot = Slot.parse('2026-11-25T07:00Z');
    const list = (shard: string) => ({ slot, shard, publicationId: revision(1), people: people(1) });
    expect(await lists.shardsOf(slot)).toEqual([]);
    await write(list('15'), list('03'));
    expect(await lists.shardsOf(slot)).toEqual(['03', '15']);
  });

  it('of two revisions that begin with the same person are both kept', async () => {
    const [crowd, slot] = [people(3), later];
    await write(
      { slot, shard: '02', publicationId: revision(1), people: crowd },
      { slot, shard: '02', publicationId: revision(2), people: crowd },
    );
    expect((await read(slot, '02')).map(({ publicationId: id }) => id)).toEqual([revision(1), revision(2)]);
  });
});
