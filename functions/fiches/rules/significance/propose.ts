import type { Highlight, Proposal } from '../../../../schemas/revision.ts';
import { type Edit, type Evidence, evidenceOf, type Revised } from './evidence.ts';
import { factChange, factKinds } from './facts.ts';
import { confidenceOf, type ModelName, measuresOf, modelNamed } from './model.ts';
import { conditionReason, reasonsFor, reasonsOfEdit } from './reasons.ts';
import { REPEATED } from './repetition.ts';
import { readsTheSame } from './signals.ts';
import { tellingWords } from './words.ts';

const MOST_PASSAGES = 6;
const DIGITS = 1000;
/** What an exact fact or a condition weighs beside the logarithm of the number of new words. */
const FACT = 4;

const hasNewFact = ({ before, after }: Edit): boolean =>
  factKinds.some((kind) => {
    const { come, gone } = factChange(kind, before, after);
    return come.length + gone.length > 0;
  });

/** The passages that say the most that is new, in reading order. */
const telling = (evidence: Evidence): Highlight[] => {
  const { edits, newWords, before, after } = evidence;
  const fresh = new Set(newWords);
  const known = { before: new Set(tellingWords(before)), after: new Set(tellingWords(after)) };
  const weigh = (edit: Edit): number =>
    Math.log1p(tellingWords(edit.after).filter((word) => fresh.has(word)).length) +
    (hasNewFact(edit) || conditionReason(edit, known) ? FACT : 0);
  const own = edits.filter(({ elsewhere }) => elsewhere < REPEATED);
  return (own.length > 0 ? own : edits)
    .filter((edit) => !readsTheSame(edit))
    .map((edit) => ({ edit, weight: weigh(edit) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.edit.position - b.edit.position)
    .slice(0, MOST_PASSAGES)
    .toSorted((a, b) => a.edit.position - b.edit.position)
    .map(({ edit }) => ({ position: edit.position, reasons: reasonsOfEdit(edit, evidence, { fresh, known }) }));
};

const propose = (revised: Revised, model: ModelName): Proposal => {
  const evidence = evidenceOf(revised);
  const isSame = revised.difference.passages.length === 0;
  const confidence = isSame ? 0 : confidenceOf(modelNamed(model), measuresOf(model, evidence));
  const significant = confidence >= 0.5;
  return {
    significant,
    confidence: Math.round(confidence * DIGITS) / DIGITS,
    reasons: reasonsFor(significant, evidence, model),
    passages: significant ? telling(evidence) : [],
  };
};

/**
 * Whether an imported revision is worth writing to people, how likely that is, and why. A proposal: an editor, or a threshold that one has
 * set, decides. What reads the same is never significant, whatever its dates say.
 */
export const proposalForImport = (revised: Revised): Proposal => propose(revised, 'dated');

/** The same for what an editor writes: its date is that of the day, and says nothing. */
export const proposalForDraft = (revised: Revised): Proposal => propose(revised, 'undated');
