import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcementOf } from '../../functions/fiches/rules/announcement.ts';
import { FicheRef } from '../../schemas/fiche.ts';
import { Announcement } from '../../schemas/publication.ts';
import type { Passage, WordChange } from '../../schemas/revision.ts';

const about = {
  fiche: FicheRef.parse({ audience: 'particuliers', ficheId: 'F2' }),
  revision: 3,
  title: 'Allocation de rentrée',
  changeNote: 'Le montant augmente.',
  urgent: false,
};
const passage = (text: string, change: Partial<Passage> = {}): Passage => ({
  change: 'added',
  part: 'body',
  path: [],
  words: [{ change: 'added', text }],
  ...change,
});
const announce = (...passages: Passage[]) => announcementOf(about, { passages, wordsAdded: 0, wordsRemoved: 0 });
const textOf = (words: WordChange[]): string => words.map(({ text }) => text).join('');
const filler = 'un texte qui ne change pas du tout et qui est long '.repeat(8);

describe('an announcement', () => {
  it('shows the text before what stands around it, and what only moved last, six passages at most', () => {
    const { passages, morePassages } = announce(
      passage('contact', { part: 'around' }),
      passage('déplacé', { change: 'moved', words: [{ change: 'same', text: 'déplacé' }] }),
      ...['un', 'deux', 'trois', 'quatre', 'cinq'].map((text) => passage(text)),
    );
    expect(passages.map(({ words }) => textOf(words))).toEqual(['un', 'deux', 'trois', 'quatre', 'cinq', 'déplacé']);
    expect(morePassages).toBe(1);
  });

  it('keeps a short passage as it is', () => {
    const words: WordChange[] = [
      { change: 'same', text: 'Le montant est de ' },
      { change: 'removed', text: '500' },
      { change: 'added', text: '520' },
      { change: 'same', text: ' €.' },
    ];
    expect(announce(passage('', { change: 'rewritten', words })).passages[0]?.words).toEqual(words);
  });

  it('cuts what does not change around what does, and marks each cut', () => {
    const words: WordChange[] = [
      { change: 'same', text: filler },
      { change: 'added', text: 'nouveau ' },
      { change: 'same', text: filler },
      { change: 'removed', text: 'ancien ' },
      { change: 'same', text: filler },
    ];
    const shown = announce(passage('', { change: 'rewritten', words })).passages[0]?.words ?? [];
    expect(shown.filter(({ change }) => change !== 'same').map(({ text }) => text)).toEqual(['nouveau ', 'ancien ']);
    expect(shown[0]?.text).toMatch(/^ … .{20,80}$/);
    expect(shown[2]?.text).toMatch(/^un texte .+ … .+long $/);
    expect(shown[4]?.text).toMatch(/^un texte .+ … $/);
  });

  it('cuts a long new passage at the end of a word', () => {
    const [word] = announce(passage(filler)).passages[0]?.words ?? [];
    expect(filler.startsWith(word?.text.replace(/ … $/, '') ?? '-')).toBe(true);
    expect(word?.text).toMatch(/[a-z] … $/);
  });

  it('is never long, and always fit to be carried', () => {
    const words = fc.array(
      fc.record({ change: fc.constantFrom('same', 'added', 'removed'), text: fc.string({ minLength: 1, maxLength: 900 }) }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (all) => {
        const announcement = announce(
          ...all.map((some) => passage('', { change: 'rewritten', words: some, path: ['a'.repeat(500), 'b', 'c', 'd', 'e'] })),
        );
        expect(Announcement.safeParse(announcement).success).toBe(true);
        expect(announcement.passages.length + announcement.morePassages).toBe(all.length);
        for (const shown of announcement.passages) {
          expect(textOf(shown.words).length).toBeLessThan(410);
          expect(shown.path.join('').length).toBeLessThan(500);
        }
      }),
    );
  });
});
