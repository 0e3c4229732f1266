import { beforeEach, describe, expect, it } from 'vitest';
import { renderRevisedFiche } from '../../functions/fiches/render-revised-fiche.ts';
import { FicheRef } from '../../schemas/fiche.ts';
import { anEditor } from '../doubles/editing-in-memory.ts';
import { readFeed } from '../doubles/feed.ts';
import { objectsInMemory } from '../doubles/objects-in-memory.ts';

const ref = FicheRef.parse({ audience: 'particuliers', ficheId: 'F2' });
const PAGE = 'fiches/particuliers/F2.html';
const FEED = 'fiches/particuliers/F2.atom';
const ALL = 'fiches/particuliers/F2/revisions.html';

let editor: ReturnType<typeof anEditor>;
let bucket: ReturnType<typeof objectsInMemory>;
beforeEach(async () => {
  editor = anEditor();
  bucket = objectsInMemory();
  await editor.imported(ref, 'Le montant est de 500 €.');
});

const renderer = () => ({
  store: editor.dependencies.store,
  revisions: editor.dependencies.revisions,
  bucket,
  site: 'https://ville.test',
  authority: 'ville.test,2026',
});
const render = (revision: number) => renderRevisedFiche(renderer())({ ...ref, revision });
const page = (key = PAGE): string => bucket.kept.get(key)?.body ?? '';

const declareSignificant = () =>
  editor.dependencies.revisions.decideRevision(
    { ...ref, revision: 2 },
    {
      significance: 'significant',
      decidedBy: editor.id,
      reason: 'Montant',
      changeNote: 'Le montant augmente.',
      urgent: false,
      decidedAt: '2026-03-02T08:00:00.000Z',
    },
    undefined,
    editor.context.trail,
  );

describe('the pages of a revised fiche', () => {
  it('say what is live, and lead to what changed', async () => {
    await render(1);
    expect(page()).toContain('500 €');
    expect(page()).toContain('<link rel="canonical" href="https://ville.test/fiches/particuliers/F2.html">');
    expect([...bucket.kept.keys()]).toEqual([PAGE, FEED]);
    await editor.importedAgain(ref, 'Le montant est de 520 €.');
    await render(2);
    expect(page()).toContain('520 €');
    expect(page()).toContain('href="/fiches/particuliers/F2/revisions/2.html"');
    expect(page('fiches/particuliers/F2/revisions/2.html')).toMatch(/<del>.*500.*<\/del><ins>.*520/);
  });

  it('are never brought back to an older state by a late or repeated event', async () => {
    await editor.importedAgain(ref, 'Le montant est de 520 €.');
    await render(2);
    await render(1);
    await render(1);
    expect(page()).toContain('520 €');
  });

  it('end with the latest state when a revision goes live during the rendering of another', async () => {
    const { store } = editor.dependencies;
    let published = false;
    const readContent: typeof store.readContent = async (key) => {
      const content = await store.readContent(key);
      if (!published) {
        published = true;
        await editor.importedAgain(ref, 'Le montant est de 520 €.');
      }
      return content;
    };
    await renderRevisedFiche({ ...renderer(), store: { find: store.find, readContent } })({ ...ref, revision: 1 });
    expect(page()).toContain('520 €');
  });

  it('say that a fiche is gone, and no longer what it said', async () => {
    const base = await editor.fiches.find(ref);
    if (!base) throw new Error('no such fiche');
    const verdict = { significance: 'undecided', decidedBy: null, reason: null, changeNote: null, urgent: false } as const;
    await editor.fiches.publish({ origin: 'removal', base, verdict, publishedAt: '2026-03-05T08:00:00.000Z' });
    await render(2);
    expect(page()).toContain('Cette fiche n’est plus publiée depuis le <time datetime="2026-03-05T08:00:00.000Z">5 mars 2026</time>');
    expect(page()).not.toContain('500 €');
    expect(readFeed(page(FEED)).title).toBe('Allocation de rentrée (fiche retirée)');
  });

  it('have one for a removal too, where the mail about it leads', async () => {
    const base = await editor.fiches.find(ref);
    if (!base) throw new Error('no such fiche');
    const verdict = {
      significance: 'significant',
      decidedBy: editor.id,
      reason: 'Retrait',
      changeNote: 'L’aide prend fin.',
      urgent: true,
    } as const;
    await editor.fiches.publish({ origin: 'removal', base, verdict, publishedAt: '2026-03-05T08:00:00.000Z' });
    await render(2);
    const difference = page('fiches/particuliers/F2/revisions/2.html');
    expect(difference).toContain('Cette fiche n’est plus publiée');
    expect(difference).toContain('L’aide prend fin.');
    expect(difference).toContain('Retrait de la fiche (urgent)');
    expect(difference).not.toContain('seule la présentation');
  });

  it('carry the note of a revision that an editor declared significant afterwards', async () => {
    await editor.importedAgain(ref, 'Le montant est de 520 €.');
    await render(2);
    await declareSignificant();
    await render(2);
    expect(page()).toContain('Modification significative');
    expect(page('fiches/particuliers/F2/revisions/2.html')).toContain('Le montant augmente.');
  });

  it('end with the latest decision when it is made during the rendering', async () => {
    await editor.importedAgain(ref, 'Le montant est de 520 €.');
    const { store } = editor.dependencies;
    const readContent: typeof store.readContent = async (key) => {
      await declareSignificant();
      return store.readContent(key);
    };
    await renderRevisedFiche({ ...renderer(), store: { find: store.find, readContent } })({ ...ref, revision: 2 });
    expect(page()).toContain('Modification significative');
    expect(readFeed(page(FEED)).entries.map(({ category }) => category)).toEqual(['significant', 'initial']);
  });

  it('name the latest twenty revisions, and lead to a page of them all', async () => {
    const revise = async (to: number) => {
      const { revision = 0 } = (await editor.fiches.find(ref)) ?? {};
      for (let next = revision + 1; next <= to; next++) await editor.importedAgain(ref, `Le montant est de ${500 + next} €.`);
      await render(to);
    };
    const named = (key: string): number => page(key).match(/<time /g)?.length ?? 0;
    await revise(20);
    expect(bucket.kept.has(ALL)).toBe(false);
    expect(page()).not.toContain('revisions.html');
    const modified = 1;
    expect(named(PAGE) - modified).toBe(20);
    await revise(120);
    expect(named(PAGE) - modified).toBe(20);
    expect(page()).toContain('<a href="/fiches/particuliers/F2/revisions.html">Voir les 120 révisions de cette fiche</a>');
    expect(named(ALL)).toBe(120);
    expect(page(ALL)).toContain('href="/fiches/particuliers/F2/revisions/2.html"');
  });

  it('are not written for a fiche that nobody knows', async () => {
    await renderRevisedFiche(renderer())({ ...FicheRef.parse({ audience: 'particuliers', ficheId: 'F99' }), revision: 1 });
    expect(bucket.kept.size).toBe(0);
  });
});

describe('the feed of a revised fiche', () => {
  const ids = (): string[] => readFeed(page(FEED)).entries.map(({ id }) => id);

  it('gains an entry at each revision and never renames one, whatever is told late or twice', async () => {
    await render(1);
    const [first] = ids();
    await editor.importedAgain(ref, 'Le montant est de 520 €.');
    await render(2);
    const both = ids();
    expect(both).toEqual(['tag:ville.test,2026:fiches/particuliers/F2/revisions/2', first]);
    await render(1);
    await render(2);
    expect(ids()).toEqual(both);
    expect(readFeed(page(FEED)).entries[0]?.content).toMatch(/<del>.*500.*<\/del><ins>.*520/);
  });

  it('is served as Atom, and holds the latest fifty', async () => {
    for (let revision = 2; revision <= 60; revision++) await editor.importedAgain(ref, `Le montant est de ${500 + revision} €.`);
    await render(60);
    expect(bucket.kept.get(FEED)).toMatchObject({ type: 'application/atom+xml; charset=utf-8', cache: 'public, max-age=60' });
    expect(ids()).toHaveLength(50);
    expect(ids()[0]).toMatch(/revisions\/60$/);
  });
});
