import { beforeEach, describe, expect, it } from 'vitest';
import { writeSignificantFeeds } from '../../functions/fiches/write-significant-feeds.ts';
import { FicheRef } from '../../schemas/fiche.ts';
import type { Announcement } from '../../schemas/publication.ts';
import { significantInMemory } from '../doubles/declared-revision.ts';
import { anEditor } from '../doubles/editing-in-memory.ts';
import { readFeed } from '../doubles/feed.ts';
import { objectsInMemory } from '../doubles/objects-in-memory.ts';

const fiche = (ficheId: string) => FicheRef.parse({ audience: 'particuliers', ficheId });
const [rentree, bourse] = [fiche('F2'), fiche('F3')];
const SIGNIFICANT = 'significant.atom';
const FAMILLE = 'themes/particuliers/N19805.atom';
const at = (hour: number): string => `2026-03-01T0${hour}:00:00.000Z`;

let editor: ReturnType<typeof anEditor>;
let bucket: ReturnType<typeof objectsInMemory>;
let list: ReturnType<typeof significantInMemory>;
let told: string[][];
beforeEach(() => {
  editor = anEditor();
  bucket = objectsInMemory();
  list = significantInMemory();
  told = [];
});

const writer = () => ({
  store: editor.fiches,
  findRevision: editor.dependencies.revisions.findRevision,
  list,
  bucket,
  tellHub: async (feeds: string[]) => {
    told.push(feeds);
  },
  place: { site: 'https://ville.test', authority: 'ville.test,2026' },
  hub: 'https://hub.test/',
});
const write = (...events: Parameters<ReturnType<typeof writeSignificantFeeds>>[0]) => writeSignificantFeeds(writer())(events);
const read = (key: string) => readFeed(bucket.kept.get(key)?.body ?? '');
const ids = (key: string): string[] => read(key).entries.map(({ id }) => id);
const idOf = ({ ficheId }: FicheRef): string => `tag:ville.test,2026:fiches/particuliers/${ficheId}/revisions/2`;

const revised = (ref: FicheRef, revision: number, hour: number) =>
  ({ type: 'fiche.revised', at: at(hour), detail: { ...ref, revision } }) as const;
const announcement = (ref: FicheRef): Announcement => ({
  ...ref,
  revision: 2,
  title: 'Allocation de rentrée',
  changeNote: 'Le montant augmente.',
  urgent: false,
  passages: [{ change: 'added', part: 'body', path: ['Montant'], words: [{ change: 'added', text: 'Le montant est de 520 €.' }] }],
  morePassages: 0,
});
const declared = (ref: FicheRef, hour: number) =>
  ({ type: 'fiche.declared-significant', at: at(hour), detail: announcement(ref) }) as const;

/** Publishes a second revision that an editor then declares significant. */
const publishTwice = async (ref: FicheRef, decidedAt: string) => {
  await editor.imported(ref);
  await editor.importedAgain(ref, 'Le montant est de 520 €.');
  const why = { decidedBy: editor.id, reason: 'Montant', changeNote: 'Le montant augmente.', urgent: false };
  const verdict = { significance: 'significant' as const, ...why, decidedAt };
  await editor.dependencies.revisions.decideRevision({ ...ref, revision: 2 }, verdict, undefined, editor.context.trail);
};

describe('the feeds of significant revisions', () => {
  it('are there, and empty, once a fiche of the theme is published', async () => {
    await editor.imported(rentree);
    await write(revised(rentree, 1, 8));
    expect([...bucket.kept.keys()].toSorted()).toEqual([SIGNIFICANT, FAMILLE]);
    for (const key of [SIGNIFICANT, FAMILLE]) expect(read(key)).toMatchObject({ entries: [], hub: 'https://hub.test/' });
    expect(bucket.kept.get(FAMILLE)?.type).toBe('application/atom+xml; charset=utf-8');
    expect(told).toEqual([[]]);
  });

  it('are never given to the hub as they were a minute ago: no cache between keeps them', async () => {
    await publishTwice(rentree, at(9));
    await write(declared(rentree, 9));
    for (const key of [SIGNIFICANT, FAMILLE]) expect(bucket.kept.get(key)?.cache).toMatch(/\bs-maxage=0\b/);
  });

  it('are told to the hub that they name, by the very address that they say is theirs', async () => {
    await publishTwice(rentree, at(9));
    await write(declared(rentree, 9));
    const feeds = [...bucket.kept.keys()].filter((key) => key.endsWith('.atom')).map(read);
    expect(told.flat().toSorted()).toEqual(feeds.map(({ self }) => self).toSorted());
    expect(new Set(feeds.map(({ hub }) => hub))).toEqual(new Set(['https://hub.test/']));
  });

  it('tell of a declaration with its note and passages, and the hub of the feeds that it is in', async () => {
    await publishTwice(rentree, at(9));
    await write(declared(rentree, 9));
    for (const key of [SIGNIFICANT, FAMILLE]) {
      const [entry] = read(key).entries;
      expect(entry).toMatchObject({ id: idOf(rentree), category: 'significant', updated: at(9) });
      expect(entry?.content).toContain('Le montant augmente.');
      expect(entry?.content).toContain('Le montant est de 520 €.');
    }
    expect(told).toEqual([['https://ville.test/significant.atom', 'https://ville.test/themes/particuliers/N19805.atom']]);
  });

  it('hold an event once and in its order, however late and often it is told', async () => {
    await publishTwice(rentree, at(8));
    await publishTwice(bourse, at(9));
    await write(declared(bourse, 9), revised(bourse, 2, 9));
    await write(declared(rentree, 8), declared(bourse, 9));
    await write(revised(rentree, 1, 7));
    for (const key of [SIGNIFICANT, FAMILLE]) expect(ids(key)).toEqual([idOf(bourse), idOf(rentree)]);
  });

  it('take nothing from the fiche’s own pages: what was not decided on is not there', async () => {
    await editor.imported(rentree);
    await editor.importedAgain(rentree, 'Le montant est de 520 €.');
    await write(revised(rentree, 2, 8));
    expect(ids(SIGNIFICANT)).toEqual([]);
  });

  it('end with the latest declaration when it is listed while they are being written', async () => {
    await publishTwice(rentree, at(8));
    await publishTwice(bourse, at(9));
    let disturbed = false;
    const disturbing: typeof bucket.write = async (key, object) => {
      if (!disturbed) {
        disturbed = true;
        await write(declared(bourse, 9));
      }
      await bucket.write(key, object);
    };
    await writeSignificantFeeds({ ...writer(), bucket: { write: disturbing } })([declared(rentree, 8)]);
    for (const key of [SIGNIFICANT, FAMILLE]) expect(ids(key)).toEqual([idOf(bourse), idOf(rentree)]);
  });

  it('hold the latest fifty', async () => {
    const many = Array.from({ length: 60 }, (_, number) => fiche(`F${100 + number}`));
    for (const [second, ref] of many.entries()) await publishTwice(ref, new Date(Date.parse(at(8)) + second * 1000).toISOString());
    await write(...many.map((ref) => declared(ref, 8)));
    expect(ids(SIGNIFICANT)).toEqual(many.slice(10).toReversed().map(idOf));
    expect(list.kept.size).toBe(60);
  });

  it('pass over an event of a fiche that nobody knows', async () => {
    await write(declared(rentree, 8));
    expect(ids(SIGNIFICANT)).toEqual([]);
  });

  it('are told again when they cannot be written, and lose nothing', async () => {
    await publishTwice(rentree, at(8));
    const broken = { write: () => Promise.reject(new Error('no bucket')) };
    await expect(writeSignificantFeeds({ ...writer(), bucket: broken })([declared(rentree, 8)])).rejects.toThrow('no bucket');
    expect(told).toEqual([]);
    await write(declared(rentree, 8));
    expect(ids(FAMILLE)).toEqual([idOf(rentree)]);
  });
});
