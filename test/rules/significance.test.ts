import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../functions/fiches/rules/difference.ts';
import { noDifference } from '../../functions/fiches/rules/no-difference.ts';
import { announcedWithoutText, decidedByEditor, decidedByThreshold, declaredByImport } from '../../functions/fiches/rules/significance.ts';
import { AccountId } from '../../schemas/account.ts';
import { ChangeNote, type Significance } from '../../schemas/revision.ts';
import { aContent } from '../doubles/fiche-content.ts';

const dated = (importantOn: string | null) => aContent(undefined, { importantOn, modifiedOn: '2020-03-01' });
const changed = differenceOf(aContent(['Avant.']), aContent(['Après.']));

describe('an imported revision', () => {
  const cases: [before: string | null, after: string | null, Significance][] = [
    [null, '2020-06-02', 'significant'],
    [null, '2020-03-01', 'undecided'],
    ['2019-01-01', '2020-06-02', 'significant'],
    ['2020-06-02', '2020-06-02', 'undecided'],
    ['2020-06-02', '2019-01-01', 'undecided'],
    ['2020-06-02', null, 'undecided'],
    [null, null, 'undecided'],
  ];
  it.each(cases)('with an important date from %s to %s is %s', (before, after, significance) => {
    const verdict = declaredByImport(dated(before), dated(after), changed);
    expect(verdict.significance).toBe(significance);
    expect(verdict.decidedBy).toBe(significance === 'significant' ? 'dila' : null);
  });

  it('tells readers the date in words, in a note fit to be sent', () => {
    const { changeNote } = declaredByImport(dated(null), dated('2020-06-02'), changed);
    expect(ChangeNote.parse(changeNote)).toContain('2 juin 2020');
  });

  it('that reads as before waits for nobody, yet is significant when DILA says so', () => {
    expect(declaredByImport(dated(null), dated(null), noDifference)).toMatchObject({ significance: 'minor', decidedBy: null });
    expect(declaredByImport(dated(null), dated('2020-06-02'), noDifference).significance).toBe('significant');
  });
});

describe('an important date that came in an archive before any text', () => {
  const stored = { importantOn: '2020-01-01', modifiedOn: '2020-03-01' };
  const announced = { importantOn: '2020-06-02', modifiedOn: '2020-06-02' };

  it.each<
    [what: string, stored: Parameters<typeof announcedWithoutText>[0], said: Parameters<typeof announcedWithoutText>[1], kept: unknown]
  >([
    ['is remembered with the date of that archive', stored, announced, announced],
    ['is remembered where none was known', { importantOn: null, modifiedOn: '2020-03-01' }, announced, announced],
    ['is not one that was published with its text', stored, { importantOn: '2020-01-01', modifiedOn: '2020-06-02' }, undefined],
    ['is not one that goes back, or away', stored, { importantOn: null, modifiedOn: '2020-06-02' }, undefined],
    ['is kept as it was first dated', { ...stored, announcedEarlier: announced }, { ...announced, modifiedOn: '2020-07-15' }, announced],
    [
      'gives way to a later one',
      { ...stored, announcedEarlier: announced },
      { importantOn: '2020-08-01', modifiedOn: '2020-08-01' },
      { importantOn: '2020-08-01', modifiedOn: '2020-08-01' },
    ],
  ])('%s', (_, known, said, kept) => {
    expect(announcedWithoutText(known, said)).toEqual(kept);
  });

  it.each<[what: string, importantOn: string | null, modifiedOn: string, Significance]>([
    ['the text that it announced, under its date', '2020-06-02', '2020-06-02', 'significant'],
    ['a text that was modified again since', '2020-06-02', '2020-06-10', 'undecided'],
    ['a text with an important date of its own', '2020-06-10', '2020-06-10', 'significant'],
    ['a text of an archive that dates it back', '2020-01-01', '2020-06-10', 'undecided'],
  ])('%s', (_, importantOn, modifiedOn, significance) => {
    const after = aContent(undefined, { importantOn, modifiedOn });
    const verdict = declaredByImport(dated('2020-01-01'), after, changed, announced);
    expect(verdict.significance).toBe(significance);
  });

  it('leaves a doubt to an editor with its reason, whatever the thresholds', () => {
    const verdict = declaredByImport(
      dated('2020-01-01'),
      aContent(undefined, { importantOn: '2020-06-02', modifiedOn: '2020-06-10' }),
      changed,
      announced,
    );
    expect(verdict).toMatchObject({
      decidedBy: null,
      changeNote: null,
      reason: expect.stringContaining('du 2 juin 2020 sans changer le texte'),
    });
    for (const confidence of [0, 1])
      expect(
        decidedByThreshold(
          verdict,
          { significant: true, confidence, reasons: ['Texte'], passages: [] },
          { silentBelow: 0.5, sendAbove: 0.5 },
        ),
      ).toBe(verdict);
  });
});

describe('an editor’s decision', () => {
  const editor = AccountId.parse('6f9619ff-8b86-4d01-b42d-00cf4fc964ff');
  it('keeps its author and reason, and a note only for those who are told', () => {
    expect(
      decidedByEditor({ significance: 'significant', reason: 'Montant', changeNote: 'Le montant augmente.', urgent: true }, editor),
    ).toEqual({
      significance: 'significant',
      decidedBy: editor,
      reason: 'Montant',
      changeNote: 'Le montant augmente.',
      urgent: true,
    });
    expect(decidedByEditor({ significance: 'minor', reason: 'Coquille' }, editor)).toEqual({
      significance: 'minor',
      decidedBy: editor,
      reason: 'Coquille',
      changeNote: null,
      urgent: false,
    });
  });
});

describe('a threshold', () => {
  const undecided = declaredByImport(dated(null), dated(null), changed);
  const proposal = (confidence: number) => ({
    significant: confidence >= 0.5,
    confidence,
    reasons: ['Montant modifié : 450 € → 480 €', 'Nouvelle condition : « Sauf exception »'],
    passages: [],
  });
  const cases: [confidence: number, silentBelow: number, sendAbove: number, Significance][] = [
    [0.02, 0.03, 0.9, 'minor'],
    [0.03, 0.03, 0.9, 'undecided'],
    [0.9, 0.03, 0.9, 'undecided'],
    [0.91, 0.03, 0.9, 'significant'],
    [0, 0, 1, 'undecided'],
    [1, 0, 1, 'undecided'],
  ];
  it.each(cases)(
    'with a confidence of %s, silent below %s and sending above %s, makes it %s',
    (confidence, silentBelow, sendAbove, significance) => {
      const verdict = decidedByThreshold(undecided, proposal(confidence), { silentBelow, sendAbove });
      expect(verdict.significance).toBe(significance);
      expect(verdict.decidedBy).toBe(significance === 'undecided' ? null : 'system');
      expect(verdict.reason?.includes('Montant modifié : 450 € → 480 €') ?? false).toBe(significance !== 'undecided');
    },
  );

  it('writes a note fit to be sent, however long its reasons', () => {
    const long = { ...proposal(1), reasons: Array.from({ length: 9 }, () => 'Nouvelle condition : '.padEnd(200, 'x')) };
    const { changeNote } = decidedByThreshold(undecided, long, { silentBelow: 0, sendAbove: 0.9 });
    expect(ChangeNote.parse(changeNote)).toContain('Nouvelle condition');
  });

  it('never touches what DILA declared, nor what reads the same', () => {
    const declared = declaredByImport(dated(null), dated('2020-06-02'), changed);
    expect(decidedByThreshold(declared, proposal(0), { silentBelow: 0.5, sendAbove: 1 })).toBe(declared);
    const same = declaredByImport(dated(null), dated(null), noDifference);
    expect(decidedByThreshold(same, proposal(1), { silentBelow: 0, sendAbove: 0.5 })).toBe(same);
  });
});
