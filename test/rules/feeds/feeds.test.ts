import { describe, expect, it } from 'vitest';
import { ficheFeed } from '../../../functions/fiches/feeds/fiche-feed.ts';
import { significantFeed, themeFeed } from '../../../functions/fiches/feeds/significant-feed.ts';
import { differenceOf } from '../../../functions/fiches/rules/difference.ts';
import { noDifference } from '../../../functions/fiches/rules/no-difference.ts';
import type { StoredRevision } from '../../../functions/fiches/store/revision-store.ts';
import { FicheId } from '../../../schemas/fiche.ts';
import { aDeclaredRevision } from '../../doubles/declared-revision.ts';
import { readFeed } from '../../doubles/feed.ts';
import { aContent } from '../../doubles/fiche-content.ts';
import { aStoredFiche } from '../../doubles/stored-fiche.ts';

const place = { site: 'https://ville.test', authority: 'ville.test,2026' };
const fiche = { ...aStoredFiche('F2', { title: 'Aides & <droits>' }), revision: 2 };

const aRevision = (revision: number, change: Partial<StoredRevision> = {}): StoredRevision => ({
  audience: 'particuliers',
  ficheId: FicheId.parse('F2'),
  revision,
  title: fiche.title,
  origin: 'import',
  publishedAt: `2026-02-0${revision}T08:00:00.000Z`,
  significance: revision === 1 ? 'initial' : 'significant',
  decidedBy: null,
  reason: null,
  changeNote: revision === 1 ? null : 'Le montant augmente.',
  urgent: false,
  proposal: null,
  wordsAdded: 1,
  wordsRemoved: 1,
  differenceKey: revision === 1 ? null : 'differences/x.json',
  decidedAt: null,
  ...change,
});
const first = { revision: aRevision(1), difference: noDifference };
const second = {
  revision: aRevision(2),
  difference: differenceOf(aContent(['Le montant est de 500 €.']), aContent(['Le montant est de 520 € & plus.'])),
};

describe('the feed of a fiche', () => {
  const feed = readFeed(ficheFeed(fiche, [second, first], place));

  it('says what it is, where it is and whose it is', () => {
    expect(feed).toMatchObject({
      id: 'tag:ville.test,2026:fiches/particuliers/F2',
      title: 'Aides & <droits>',
      language: 'fr',
      author: 'Parvis',
      self: 'https://ville.test/fiches/particuliers/F2.atom',
      page: 'https://ville.test/fiches/particuliers/F2.html',
      updated: '2026-02-02T08:00:00.000Z',
      hub: undefined,
    });
  });

  it('has an entry for each revision, with its own id, page and kind', () => {
    expect(feed.entries).toMatchObject([
      {
        id: 'tag:ville.test,2026:fiches/particuliers/F2/revisions/2',
        title: 'Aides & <droits> – Modification significative',
        published: '2026-02-02T08:00:00.000Z',
        updated: '2026-02-02T08:00:00.000Z',
        page: 'https://ville.test/fiches/particuliers/F2/revisions/2.html',
        category: 'significant',
      },
      {
        id: 'tag:ville.test,2026:fiches/particuliers/F2/revisions/1',
        title: 'Aides & <droits> – Première publication',
        published: '2026-02-01T08:00:00.000Z',
        updated: '2026-02-01T08:00:00.000Z',
        page: 'https://ville.test/fiches/particuliers/F2.html',
        category: 'initial',
      },
    ]);
  });

  it('shows what changed in words that need no style, and leads to the rest with whole addresses', () => {
    const [changed, initial] = feed.entries;
    expect(changed?.content).toContain('<p>Le montant augmente.</p>');
    expect(changed?.content).toMatch(/<del>.*supprimé : .*500.*<\/del>.*<ins>.*ajouté : .*520/s);
    expect(changed?.content).toContain('&amp; plus');
    expect(changed?.content).toContain(
      '<a href="https://ville.test/fiches/particuliers/F2/revisions/2.html">Voir tout ce qui a changé</a>',
    );
    expect(initial?.content).toContain('Première publication de la fiche.');
    for (const { content } of feed.entries) expect(content).not.toMatch(/href="\//);
  });

  it('tells of a decision when it is made, which may be long after the publication', () => {
    const decided = { ...second, revision: aRevision(2, { decidedAt: '2026-02-20T08:00:00.000Z' }) };
    const { updated, entries } = readFeed(ficheFeed(fiche, [decided, first], place));
    expect(updated).toBe('2026-02-20T08:00:00.000Z');
    expect(entries[0]).toMatchObject({ published: '2026-02-02T08:00:00.000Z', updated: '2026-02-20T08:00:00.000Z' });
  });

  it('counts the passages that it leaves to the page', () => {
    const before = aContent(Array.from({ length: 9 }, (_, at) => `Le montant numéro ${at} est de 500 €.`));
    const after = aContent(Array.from({ length: 9 }, (_, at) => `Le montant numéro ${at} est de 520 €.`));
    const { entries } = readFeed(ficheFeed(fiche, [{ ...second, difference: differenceOf(before, after) }, first], place));
    expect(entries[0]?.content).toContain('3 autres passages ont changé.');
  });

  it('says that the fiche is gone', () => {
    const removal = {
      revision: aRevision(3, { origin: 'removal', significance: 'undecided', changeNote: null, differenceKey: null }),
      difference: noDifference,
    };
    const gone = readFeed(
      ficheFeed({ ...fiche, status: 'removed', publishedAt: '2026-03-05T08:00:00.000Z' }, [removal, second, first], place),
    );
    expect(gone.title).toBe('Aides & <droits> (fiche retirée)');
    expect(gone.subtitle).toBe('Cette fiche n’est plus publiée depuis le 5 mars 2026.');
    expect(gone.entries[0]).toMatchObject({ category: 'removal', title: 'Aides & <droits> – Retrait de la fiche' });
    expect(gone.entries[0]?.content).toContain('Cette fiche n’est plus publiée.');
    expect(gone.entries.slice(1).map(({ id }) => id)).toEqual(feed.entries.map(({ id }) => id));
  });

  it('says so when a revision reads the same', () => {
    const { entries } = readFeed(ficheFeed(fiche, [{ ...second, difference: noDifference }, first], place));
    expect(entries[0]?.content).toContain('Aucun passage ne se lit autrement');
  });
});

describe('the feeds of significant revisions', () => {
  const theme = { audience: 'particuliers' as const, themeId: 'N19805', title: 'Famille' };
  const feed = { declared: [aDeclaredRevision('F2', '2026-03-02T09:00:00.000Z')], madeAt: '2026-03-01T08:00:00.000Z', hub: '', place };

  it('are updated at the declaration, which may come long after the publication', () => {
    const { updated, entries } = readFeed(significantFeed(feed));
    expect(updated).toBe('2026-03-02T09:00:00.000Z');
    expect(entries).toMatchObject([{ published: '2026-02-02T08:00:00.000Z', updated: '2026-03-02T09:00:00.000Z' }]);
  });

  it('name themselves and their page', () => {
    expect(readFeed(significantFeed(feed))).toMatchObject({
      id: 'tag:ville.test,2026:significant',
      self: 'https://ville.test/significant.atom',
      page: 'https://ville.test/',
    });
    expect(readFeed(themeFeed(theme, feed))).toMatchObject({
      id: 'tag:ville.test,2026:themes/particuliers/N19805',
      title: 'Modifications significatives : Famille – Particuliers',
      self: 'https://ville.test/themes/particuliers/N19805.atom',
      page: 'https://ville.test/themes/particuliers/N19805.html',
    });
  });

  it('name a hub where there is one', () => {
    expect(readFeed(significantFeed(feed)).hub).toBeUndefined();
    expect(readFeed(themeFeed(theme, { ...feed, hub: 'https://hub.test/?a=1&b=2' })).hub).toBe('https://hub.test/?a=1&b=2');
  });

  it('can be read before anything is in them', () => {
    const empty = readFeed(themeFeed(theme, { ...feed, declared: [] }));
    expect(empty.entries).toEqual([]);
    expect(empty.updated).toBe('2026-03-01T08:00:00.000Z');
  });
});
