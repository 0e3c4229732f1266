import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../functions/fiches/rules/difference.ts';
import { editCounter, repetitionOf } from '../../../functions/fiches/rules/significance/repetition.ts';
import type { Difference, Passage } from '../../../schemas/revision.ts';
import { aContent } from '../../doubles/fiche-content.ts';
import { repetitionIn } from '../../doubles/repetition.ts';

const sentence = (word: string): string => `Le délai pour répondre à la demande est de ${word} mois.`;
const edit = (before: string, after: string): Difference => differenceOf(aContent([sentence(before)]), aContent([sentence(after)]));
const passageOf = ({ passages }: Difference): Passage => {
  const [passage] = passages;
  if (!passage) throw new Error('nothing changed');
  return passage;
};
const phone = (office: string) =>
  edit(`Appelez ${office} au 39 39 pour un rendez-vous.`, `Appelez ${office} au 36 46 pour un rendez-vous.`);

describe('an edit repeated over fiches', () => {
  it('is known wherever it stands, by the words that changed', () => {
    const repetition = repetitionIn([phone('la mairie'), phone('la caisse'), phone('l’agence'), edit('un', 'deux')]);
    expect(repetition(passageOf(phone('le tribunal')))).toBe(2);
    expect(repetition(passageOf(edit('un', 'deux')))).toBe(0);
    expect(repetition(passageOf(edit('trois', 'quatre')))).toBe(0);
  });

  it('counts once for a fiche that several audiences share, however often it makes it', () => {
    const counter = editCounter();
    counter.add([phone('la mairie'), phone('la mairie'), phone('la caisse')]);
    expect(counter.repeated()).toEqual([]);
    counter.add([phone('l’agence')]);
    expect(counter.repeated()).toEqual([[expect.stringMatching(/^[0-9a-f]{16}$/), 2]]);
  });

  it('is told the most repeated first, and forgotten beyond what memory is given', () => {
    const counter = editCounter(2);
    for (const difference of [edit('a', 'b'), phone('x'), phone('y'), phone('z'), edit('a', 'b'), edit('c', 'd'), edit('c', 'd')])
      counter.add([difference]);
    const repetition = repetitionOf(counter.repeated());
    expect(counter.repeated().map(([, fiches]) => fiches)).toEqual([3, 2]);
    expect(repetition(passageOf(phone('w')))).toBe(2);
    expect(repetition(passageOf(edit('c', 'd')))).toBe(0);
  });

  it('is counted the same in whatever order fiches are read', () => {
    const words = fc.constantFrom('un', 'deux', 'trois', 'quatre');
    const change = fc.tuple(words, words).filter(([before, after]) => before !== after);
    fc.assert(
      fc.property(
        fc
          .array(change, { minLength: 1, maxLength: 12 })
          .chain((changes) => fc.tuple(fc.constant(changes), fc.shuffledSubarray(changes, { minLength: changes.length }))),
        ([changes, shuffled]) => {
          const counted = (all: [string, string][]) => {
            const counter = editCounter();
            for (const [before, after] of all) counter.add([edit(before, after)]);
            return counter.repeated();
          };
          expect(counted(shuffled)).toEqual(counted(changes));
          const repetition = repetitionOf(counted(changes));
          for (const [before, after] of changes)
            expect(repetition(passageOf(edit(before, after)))).toBe(
              changes.filter(([from, to]) => from === before && to === after).length - 1,
            );
        },
      ),
    );
  });
});
