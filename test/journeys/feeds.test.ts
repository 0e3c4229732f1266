import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAsStaff, importArchive, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { FicheId } from '../../schemas/fiche.ts';
import { type ReadFeed, readFeed } from '../doubles/feed.ts';
import { startTestSystem } from './start.ts';

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../../local/samples/${name}`, import.meta.url)));
const vitale = { audience: 'particuliers' as const, ficheId: FicheId.parse('F265') };
const deces = { audience: 'particuliers' as const, ficheId: FicheId.parse('F909') };
const VITALE_FEED = '/fiches/particuliers/F265.atom';
const idsOf = ({ entries }: ReadFeed): string[] => entries.map(({ id }) => id);

/** What somebody sees who has never opened an account, in order: each step stands on the one before. */
describe('whoever follows a feed reads what changed', () => {
  let system: System;
  let editor: Actor;
  let theme: string;

  const fetchFeed = (path: string) => fetch(system.address + path);
  const read = async (path: string): Promise<ReadFeed> => readFeed(await (await fetchFeed(path)).text());
  const feedWhere = (path: string, holds: (feed: ReadFeed) => boolean): Promise<ReadFeed> =>
    waitFor(path, async () => {
      const reply = await fetchFeed(path);
      const feed = reply.ok && readFeed(await reply.text());
      return feed && holds(feed) && feed;
    });
  beforeAll(async () => {
    system = await startTestSystem();
    editor = actAsStaff(system, 'editor');
    await importArchive(editor, sample('fiches-sample.zip'), { scope: 'partial' });
    const fiche = (await editor.readFiche({ params: vitale })).content;
    theme = `/themes/particuliers/${fiche.theme?.id}.atom`;
  });
  afterAll(() => system.stop());

  it('finds a feed of each kind after the first import, told as Atom', async () => {
    const own = await feedWhere(VITALE_FEED, ({ entries }) => entries.length === 1);
    expect(own).toMatchObject({ id: 'tag:parvis.example,2026:fiches/particuliers/F265', title: 'Carte Vitale', language: 'fr' });
    expect(own.entries.map(({ category }) => category)).toEqual(['initial']);
    for (const path of [theme, '/significant.atom']) expect((await feedWhere(path, () => true)).entries).toEqual([]);
    const reply = await fetchFeed(VITALE_FEED);
    expect(reply.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    expect(reply.headers.get('cache-control')).toBe('public, max-age=60');
  });

  it('is led to it by the pages', async () => {
    const pages = [
      ['/', '/significant.atom'],
      ['/fiches/particuliers/F265.html', VITALE_FEED],
      [theme.replace('.atom', '.html'), theme],
    ] as const;
    for (const [path, feed] of pages) {
      const page = await waitFor(path, async () => {
        const reply = await fetchFeed(path);
        return reply.ok && reply.text();
      });
      expect(page).toMatch(new RegExp(`<link rel="alternate" type="application/atom\\+xml" title="[^"]+" href="${feed}">`));
      expect(page).toContain(`<a href="${feed}" type="application/atom+xml">Flux Atom<span`);
    }
  });

  it('reads what the second import declared significant in all three, under the same id', async () => {
    const before = await read(VITALE_FEED);
    const { counts } = await importArchive(editor, sample('fiches-sample-revision2.zip'), { scope: 'partial' });
    expect(counts.significant).toBeGreaterThan(1);
    const all = await feedWhere('/significant.atom', ({ entries }) => entries.length === counts.significant);
    const entry = all.entries.find(({ page }) => page === `${system.address}/fiches/particuliers/F265/revisions/2.html`);
    expect(entry).toMatchObject({ category: 'significant', title: 'Carte Vitale – Modification significative' });
    expect(entry?.content).toMatch(/<(ins|del)>|Ajouté|Supprimé/);
    const ofTheme = await feedWhere(theme, (feed) => idsOf(feed).includes(entry?.id ?? ''));
    expect(idsOf(all)).toEqual(expect.arrayContaining(idsOf(ofTheme)));
    expect(ofTheme.entries.length).toBeLessThan(all.entries.length);
    const own = await feedWhere(VITALE_FEED, ({ entries }) => entries.length === 2);
    expect(idsOf(own)).toEqual([entry?.id, ...idsOf(before)]);
    expect(own.id).toBe(before.id);
  });

  it('reads first what an editor declares last, and the ids of all others stay', async () => {
    const before = await read('/significant.atom');
    const changeNote = 'La déclaration de décès peut désormais être faite <en ligne> & par un proche.';
    await editor.decideRevision({
      params: { ...deces, revision: 2 },
      body: { significance: 'significant', reason: 'Change qui peut déclarer', changeNote },
    });
    const all = await feedWhere('/significant.atom', ({ entries }) => entries.length === before.entries.length + 1);
    expect(idsOf(all).slice(1)).toEqual(idsOf(before));
    expect(all.entries[0]?.content).toContain('faite &lt;en ligne&gt; &amp; par un proche.');
    const own = await feedWhere('/fiches/particuliers/F909.atom', ({ entries }) => entries[0]?.category === 'significant');
    expect(own.entries[0]).toEqual(all.entries[0]);
  });

  it('is refused nothing by the functions’ own permissions', () => {
    expect(system.denied).toEqual([]);
  });
});
