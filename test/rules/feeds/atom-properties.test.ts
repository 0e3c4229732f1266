import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { type AtomEntry, type AtomFeed, atomDocument } from '../../../functions/fiches/feeds/atom.ts';
import { significantFeed } from '../../../functions/fiches/feeds/significant-feed.ts';
import { FicheId } from '../../../schemas/fiche.ts';
import { aDeclaredRevision } from '../../doubles/declared-revision.ts';
import { readFeed } from '../../doubles/feed.ts';

const place = { site: 'https://ville.test', authority: 'ville.test,2026' };
const instant = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
/** Any text that says something, with what XML cannot say at all, and with a letter: an element must not be empty. */
const words = fc
  .tuple(fc.string({ unit: 'binary' }), fc.constantFrom('é', '<b>', '&amp;', ']]>', '"', 'a'))
  .map(([text, sign]) => `x${text}${sign}`);

const entry = (nth: number): fc.Arbitrary<AtomEntry> =>
  fc.record({
    id: fc.constant(`tag:ville.test,2026:fiches/particuliers/F2/revisions/${nth + 1}`),
    title: words,
    publishedAt: instant,
    updatedAt: instant,
    page: fc.webUrl(),
    category: fc.record({ term: fc.constantFrom('initial', 'significant', 'minor', 'removal'), label: words }),
    content: words,
  });

const feed: fc.Arbitrary<AtomFeed> = fc.record({
  id: fc.constant('tag:ville.test,2026:significant'),
  title: words,
  subtitle: words,
  madeAt: instant,
  address: fc.webUrl({ withQueryParameters: true }),
  page: fc.webUrl(),
  hub: fc.oneof(fc.constant(''), fc.webUrl({ withQueryParameters: true })),
  site: fc.constant(place.site),
  entries: fc.integer({ min: 0, max: 6 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, nth) => entry(nth)))),
});

/** Names and counts of the children of the feed, read without our own reader's opinions. */
const childrenOf = (xml: string): string[] => {
  const names: string[] = [];
  let depth = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local }) => {
    if (depth === 1) names.push(local);
    depth += 1;
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  parser.write(xml).close();
  return names;
};

describe('any Atom document of ours', () => {
  it('is what RFC 4287 asks of a feed, whatever is said in it', () => {
    fc.assert(
      fc.property(feed, (given) => {
        const xml = atomDocument(given);
        const read = readFeed(xml);
        const names = childrenOf(xml);
        for (const once of ['id', 'title', 'updated', 'author', 'rights', 'subtitle'])
          expect(names.filter((name) => name === once)).toEqual([once]);
        // Entries come last: a reader that stops early has all there is to know of the feed.
        expect(names.indexOf('entry') === -1 || names.slice(names.indexOf('entry')).every((name) => name === 'entry')).toBe(true);
        expect(read.entries.map(({ id }) => id)).toEqual(given.entries.map(({ id }) => id));
        expect(new URL(given.address).href).toBe(read.self);
        expect(read.hub).toBe(given.hub === '' ? undefined : new URL(given.hub).href);
      }),
      { numRuns: 300 },
    );
  });

  it('was updated with the latest of its entries, or when it was made', () => {
    fc.assert(
      fc.property(feed, (given) => {
        const times = given.entries.map(({ updatedAt }) => Date.parse(updatedAt));
        const latest = times.length === 0 ? Date.parse(given.madeAt) : Math.max(...times);
        expect(Date.parse(readFeed(atomDocument(given)).updated)).toBe(latest);
      }),
    );
  });

  it('says each text as it was, but for what XML cannot say at all', () => {
    const sayable = (text: string): string => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
    fc.assert(
      fc.property(feed, (given) => {
        const read = readFeed(atomDocument(given));
        expect(read.title).toBe(sayable(given.title));
        expect(read.entries.map(({ content }) => content)).toEqual(given.entries.map(({ content }) => sayable(content)));
      }),
    );
  });
});

describe('the feed of significant revisions, whatever was declared', () => {
  const declared = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9999 }), instant, words), { selector: ([number]) => number, maxLength: 20 })
    .map((many) => many.toSorted(([, one], [, other]) => (one < other ? 1 : -1)))
    .map((many) =>
      many.map(([number, at, title]) => {
        const made = aDeclaredRevision(`F${number}`, at);
        return { ...made, revision: { ...made.revision, ficheId: FicheId.parse(`F${number}`), title } };
      }),
    );

  it('has each entry once, the latest declaration first, each under an id that follows from the revision alone', () => {
    fc.assert(
      fc.property(declared, (many) => {
        const { entries, updated } = readFeed(significantFeed({ declared: many, madeAt: '2026-03-01T08:00:00.000Z', hub: '', place }));
        expect(entries.map(({ updated: at }) => at)).toEqual(
          entries
            .map(({ updated: at }) => at)
            .toSorted()
            .toReversed(),
        );
        expect(entries.map(({ id }) => id)).toEqual(
          many.map(({ revision }) => `tag:ville.test,2026:fiches/particuliers/${revision.ficheId}/revisions/2`),
        );
        expect(updated).toBe(many[0]?.declaredAt ?? '2026-03-01T08:00:00.000Z');
      }),
    );
  });
});
