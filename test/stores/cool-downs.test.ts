import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CoolDownStore, coolDownStore } from '../../functions/alerts/store/cool-downs.ts';
import { ledgerReader, type PublicationStore, publicationStore, type ReadLedger } from '../../functions/alerts/store/publications.ts';
import { FicheId, type FicheRef } from '../../schemas/fiche.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { publicationsInMemory } from '../doubles/publications-in-memory.ts';

interface Stores {
  publications: PublicationStore;
  coolDowns: CoolDownStore;
  readLedger: ReadLedger;
}

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const onEngine = (): Stores => {
  const table = dynamo.tables.publications;
  return {
    publications: publicationStore(dynamo.client, table),
    coolDowns: coolDownStore(dynamo.client, table),
    readLedger: ledgerReader(dynamo.client, table),
  };
};

const start = new Date('2026-03-02T08:00:00.000Z');
const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);
const until = later(600).toISOString();
const parts = [{ part: '00', shards: ['00'] }];

let number = 1000;

describe.each([
  ['the real engine', onEngine],
  ['the doubles of the use cases', publicationsInMemory as () => Stores],
])('cool-downs on %s', (_, open) => {
  let stores: Stores;
  let fiche: FicheRef;
  const declared = (revision: number) => anAnnouncement({ ...fiche, revision });
  const idOf = (revision: number) => publicationId({ ...fiche, revision });
  const seen = () => stores.coolDowns.find(fiche);
  const hold = async (revision: number) => stores.coolDowns.hold(await seen(), declared(revision), later(revision), until);
  const dueAt = async (seconds: number) => (await stores.coolDowns.due(later(seconds))).filter(({ ficheId }) => ficheId === fiche.ficheId);

  beforeEach(async () => {
    stores = open();
    number += 1;
    fiche = { audience: 'particuliers', ficheId: FicheId.parse(`F${number}`) };
    const ends = { fiche, seen: await seen(), until, revisions: [2], declared: declared(2) };
    if (!(await stores.publications.create(declared(2), parts, start, ends))) throw new Error('the first alert was made before');
  });

  it('open with the first alert, for which nothing waited', async () => {
    expect(await seen()).toMatchObject({ until, waiting: [] });
    expect(await stores.coolDowns.findWaiting(idOf(2))).toBeUndefined();
    expect(await dueAt(9999)).toEqual([]);
  });

  it('keep what is declared, and are due at their end', async () => {
    expect([await hold(4), await hold(3)]).toEqual([true, true]);
    expect(await seen()).toMatchObject({ until, waiting: [4, 3] });
    expect(await stores.coolDowns.findWaiting(idOf(4))).toEqual({
      announcement: declared(4),
      declaredAt: later(4).toISOString(),
      until,
      toldWith: null,
    });
    expect(await dueAt(599)).toEqual([]);
    expect(await dueAt(600)).toEqual([fiche]);
    expect(await stores.readLedger(idOf(4))).toMatchObject({
      revision: 4,
      state: 'waiting',
      waitingUntil: until,
      toldWith: null,
      expected: 0,
    });
    expect(await stores.publications.unfinished()).not.toContain(idOf(4));
  });

  it('keep a revision once, and none that was told', async () => {
    expect([await hold(3), await hold(3), await hold(2)]).toEqual([true, false, false]);
    expect((await seen()).waiting).toEqual([3]);
  });

  it('take no step from what has changed since it was read', async () => {
    const before = await seen();
    await hold(3);
    expect(await stores.coolDowns.hold(before, declared(4), start, until)).toBe(false);
    const ends = { fiche, seen: before, until, revisions: [4], declared: declared(4) };
    expect(await stores.publications.create(declared(4), parts, start, ends)).toBe(false);
    expect(await stores.publications.announcement(idOf(4))).toBeUndefined();
    expect(await stores.coolDowns.findWaiting(idOf(4))).toBeUndefined();
  });

  it('end with the alert that tells all who waited, whose ledger is theirs', async () => {
    await hold(3);
    await hold(5);
    const next = later(4000).toISOString();
    const joined = { ...declared(5), joined: [3, 4] };
    const ends = { fiche, seen: await seen(), until: next, revisions: [3, 4, 5], declared: declared(4) };
    expect(await stores.publications.create(joined, parts, later(400), ends)).toBe(true);
    expect(await seen()).toMatchObject({ until: next, waiting: [] });
    expect(await dueAt(9999)).toEqual([]);
    expect(await stores.readLedger(idOf(5))).toMatchObject({
      revision: 5,
      state: 'planned',
      toldWith: null,
      waitingUntil: null,
      joined: [3, 4],
    });
    for (const revision of [3, 4])
      expect(await stores.readLedger(idOf(revision))).toMatchObject({
        revision,
        state: 'planned',
        toldWith: 5,
        waitingUntil: null,
        joined: [],
      });
    expect(await stores.readLedger(idOf(6))).toBeUndefined();
  });
});
