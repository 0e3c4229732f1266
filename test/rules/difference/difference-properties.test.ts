import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../functions/fiches/rules/difference/lines.ts';
import { plain } from '../../../functions/fiches/rules/difference/typography.ts';
import { wordChanges } from '../../../functions/fiches/rules/difference/word-changes.ts';
import { differenceOf } from '../../../functions/fiches/rules/difference.ts';
import { noDifference } from '../../../functions/fiches/rules/no-difference.ts';
import type { Block } from '../../../schemas/fiche-content.ts';
import type { Passage, WordChange } from '../../../schemas/revision.ts';
import { aContent, paragraph, section } from '../../doubles/fiche-content.ts';

/** Few words, so that the same ones meet again; signs and spaces of French typography between them. */
const word = fc.constantFrom(
  'le',
  'la',
  'de',
  'demande',
  'mairie',
  'délai',
  'l’aide',
  '500',
  '15 375',
  '€',
  '(',
  ')',
  '«',
  '»',
  'dépôt',
  'mois',
);
const blank = fc.constantFrom(' ', ' ', ' ', '\u00a0', ', ', ' : ', '. ');
const text = fc.array(fc.tuple(word, blank), { minLength: 1, maxLength: 14 }).map((pairs) => pairs.flat().join('').trim());

const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: text.map(paragraph) },
  { weight: 1, arbitrary: fc.tuple(text, fc.array(text, { maxLength: 3 })).map(([title, content]) => section(title, ...content)) },
);
const body = fc.array(block, { maxLength: 8 });

/** A body, and another that shares some of it. */
const bodies = fc.tuple(body, body, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })).map(([before, other, keep]) => ({
  before: aContent(before),
  after: aContent(before.flatMap((kept, at) => (keep[at] ? [kept] : other.slice(at, at + 1)))),
}));

const read = (words: WordChange[], side: 'added' | 'removed'): string =>
  plain(
    words
      .filter(({ change }) => change === 'same' || change === side)
      .map(({ text: one }) => one)
      .join(''),
  );

const count = (passages: Passage[], change: Passage['change']): number => passages.filter((passage) => passage.change === change).length;

describe('every difference', () => {
  it('is empty between a content and itself', () => {
    fc.assert(
      fc.property(body, (blocks) => {
        expect(differenceOf(aContent(blocks), aContent(structuredClone(blocks)))).toEqual(noDifference);
      }),
    );
  });

  it('is empty only between contents that read the same', () => {
    const keys = (content: ReturnType<typeof aContent>): string[] => linesOf(content).map(({ key }) => key);
    fc.assert(
      fc.property(bodies, ({ before, after }) => {
        expect(differenceOf(before, after).passages.length === 0).toBe(keys(before).join('\n') === keys(after).join('\n'));
      }),
    );
  });

  it('counts one way what its reverse counts the other way', () => {
    fc.assert(
      fc.property(bodies, ({ before, after }) => {
        const [forth, back] = [differenceOf(before, after), differenceOf(after, before)];
        expect([forth.wordsAdded, forth.wordsRemoved]).toEqual([back.wordsRemoved, back.wordsAdded]);
        expect(count(forth.passages, 'rewritten')).toBe(count(back.passages, 'rewritten'));
      }),
    );
  });

  it('holds every line that came or went', () => {
    fc.assert(
      fc.property(bodies, ({ before, after }) => {
        const { passages } = differenceOf(before, after);
        const said = passages.flatMap(({ words, path }) => [read(words, 'added'), read(words, 'removed'), ...path.map(plain)]);
        const [old, fresh] = [linesOf(before), linesOf(after)].map((lines) => new Set(lines.map(({ key }) => key)));
        for (const key of [...(fresh ?? [])].filter((line) => !old?.has(line))) expect(said).toContain(key);
        for (const key of [...(old ?? [])].filter((line) => !fresh?.has(line))) expect(said).toContain(key);
      }),
    );
  });

  it('is the same each time', () => {
    fc.assert(
      fc.property(bodies, ({ before, after }) => {
        expect(differenceOf(before, after)).toEqual(differenceOf(before, after));
      }),
    );
  });
});

describe('changes of words', () => {
  it('give back the text before and the text after, but for typography', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const words = wordChanges(before, after);
        expect([read(words, 'removed'), read(words, 'added')]).toEqual([plain(before), plain(after)]);
      }),
    );
  });

  it('never put two runs of the same kind side by side', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const words = wordChanges(before, after);
        expect(words.every(({ change }, at) => change !== words[at + 1]?.change)).toBe(true);
      }),
    );
  });

  it('show a whole paragraph as replaced when nothing but small words is left of it', () => {
    const before = Array.from({ length: 900 }, (_, at) => `avant${at}`).join(' ');
    const after = Array.from({ length: 900 }, (_, at) => `après${at}`).join(' ');
    expect(wordChanges(before, after)).toEqual([
      { change: 'removed', text: before },
      { change: 'added', text: after },
    ]);
  });
});
