import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../functions/fiches/rules/difference.ts';
import { proposalForDraft, proposalForImport } from '../../../functions/fiches/rules/significance/propose.ts';
import { Proposal } from '../../../schemas/revision.ts';
import { aContent } from '../../doubles/fiche-content.ts';
import { repetitionIn } from '../../doubles/repetition.ts';

const word = fc.constantFrom(
  'aide',
  'mairie',
  '450 €',
  '1er avril 2026',
  'sauf',
  '12 %',
  '3 mois',
  'doit',
  'Décret',
  'tarif',
  '(',
  '1 539,42 €',
);
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const day = fc.constantFrom('2026-01-15', '2026-04-01', '2026-04-10');
const content = fc
  .tuple(fc.array(text, { maxLength: 6 }), day, text)
  .map(([body, modifiedOn, title]) => aContent(body, { modifiedOn, title }));

const on = '2026-04-15';

describe('a proposal', () => {
  it('is never significant for a content that reads the same, whatever its date', () => {
    fc.assert(
      fc.property(content, day, (before, modifiedOn) => {
        const after = { ...before, modifiedOn };
        const revised = { before, after, difference: differenceOf(before, after), on };
        for (const proposal of [proposalForImport(revised), proposalForDraft(revised)])
          expect(proposal).toMatchObject({ significant: false, confidence: 0, passages: [] });
      }),
    );
  });

  it('has reasons, a confidence on its side of a half, and passages of its difference', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        const difference = differenceOf(before, after);
        const proposal = Proposal.parse(proposalForImport({ before, after, difference, on }));
        expect(proposal.reasons.length).toBeGreaterThan(0);
        expect(new Set(proposal.reasons).size).toBe(proposal.reasons.length);
        expect(proposal.significant ? proposal.confidence >= 0.5 : proposal.confidence <= 0.5).toBe(true);
        expect(proposal.passages.every(({ position, reasons }) => position < difference.passages.length && reasons.length > 0)).toBe(true);
      }),
    );
  });

  it('does not depend on the order of the other fiches of its import', () => {
    const three = fc.array(fc.tuple(content, content), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(three, (pairs) => {
        const differences = pairs.map(([before, after]) => differenceOf(before, after));
        const [first] = pairs;
        if (!first) return;
        const propose = (others: typeof differences) =>
          proposalForImport({
            before: first[0],
            after: first[1],
            difference: differenceOf(...first),
            on,
            repetition: repetitionIn(others),
          });
        expect(propose(differences.toReversed())).toEqual(propose(differences));
      }),
    );
  });
});
