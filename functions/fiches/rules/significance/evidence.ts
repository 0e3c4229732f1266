import type { FicheContent } from '../../../../schemas/fiche-content.ts';
import type { Difference, Passage } from '../../../../schemas/revision.ts';
import { fold } from '../../../../schemas/search.ts';
import { linesOf } from '../difference/lines.ts';
import { textOf } from '../headings.ts';
import { factChange, gapBetween, nearestOf } from './facts.ts';
import type { Repetition } from './repetition.ts';
import { asIs, missingFrom, tellingWords } from './words.ts';

/** A revision and what is known of it besides its two contents. */
export interface Revised {
  before: FicheContent;
  after: FicheContent;
  difference: Difference;
  /** When it arrives, such as 2026-11-22: tells what a text calls recent. */
  on: string;
  /** Left out where there is no import, or where it is not known yet. */
  repetition?: Repetition | undefined;
}

/** A passage of the page itself that reads differently; a passage that only moved says the same. */
export interface Edit {
  /** In `difference.passages`. */
  position: number;
  passage: Passage;
  before: string;
  after: string;
  /** In how many other fiches of the import. */
  elsewhere: number;
}

/** Everything that the signals and the reasons are drawn from, read once. */
export interface Evidence {
  revised: Revised;
  edits: Edit[];
  /** Of all the edits, one under the other. */
  before: string;
  after: string;
  /** How far each new amount is from the nearest that it may replace: a share of the greater. */
  amountGaps: number[];
  /** Telling words of the edits that the fiche did not hold anywhere. */
  newWords: string[];
  bannersGone: { title: string; text: string }[];
  referencesCome: string[];
}

const nothing = {
  title: '',
  description: '',
  banners: [],
  introduction: [],
  body: [],
  contacts: [],
  services: [],
  references: [],
  related: [],
  definitions: [],
};

/** What some parts of a fiche say, as a reader meets it. */
export const textOfParts = (content: FicheContent, parts: Partial<FicheContent>): string =>
  linesOf({ ...content, ...nothing, ...parts })
    .map(({ text }) => text)
    .join('\n');

const side = ({ words }: Passage, left: 'removed' | 'added'): string =>
  words
    .filter(({ change }) => change === 'same' || change === left)
    .map(({ text }) => text)
    .join('');

const editsOf = ({ difference, repetition }: Revised): Edit[] =>
  difference.passages.flatMap((passage, position) => {
    if (passage.part !== 'body' || passage.change === 'moved') return [];
    const before = passage.change === 'added' ? '' : side(passage, 'removed');
    const after = passage.change === 'removed' ? '' : side(passage, 'added');
    return [{ position, passage, before, after, elsewhere: repetition?.(passage) ?? 0 }];
  });

/** Banners are the same while their titles are: their texts are kept up to date. */
const bannersGone = ({ before, after }: Revised): Evidence['bannersGone'] => {
  const still = new Set(after.banners.map(({ title }) => fold(textOf(title))));
  return before.banners
    .filter(({ title }) => !still.has(fold(textOf(title))))
    .map((banner) => ({ title: textOf(banner.title).trim(), text: textOfParts(before, { banners: [banner] }) }));
};

const referencesOf = ({ references }: FicheContent): string[] =>
  references.map(({ title, complement }) => [title, complement].filter(Boolean).join(' – '));

const newWordsOf = (before: string, after: string, whole: FicheContent): string[] => {
  const come = missingFrom(tellingWords(after), tellingWords(before), asIs);
  if (come.length === 0) return [];
  const { title, description, introduction, body } = whole;
  const known = new Set(tellingWords(textOfParts(whole, { title, description, introduction, body })));
  return come.filter((word) => !known.has(word));
};

const amountGapsOf = (before: string, after: string): number[] => {
  const { come, gone } = factChange('amount', before, after);
  const nearest = nearestOf(gone);
  return come.flatMap((amount) => {
    const old = nearest(amount);
    return old ? [gapBetween(amount, old)] : [];
  });
};

export const evidenceOf = (revised: Revised): Evidence => {
  const edits = editsOf(revised);
  const before = edits.map((edit) => edit.before).join('\n');
  const after = edits.map((edit) => edit.after).join('\n');
  return {
    revised,
    edits,
    before,
    after,
    amountGaps: amountGapsOf(before, after),
    newWords: newWordsOf(before, after, revised.before),
    bannersGone: bannersGone(revised),
    referencesCome: missingFrom(referencesOf(revised.after), referencesOf(revised.before), fold),
  };
};
