import type { FicheContent } from '../../../schemas/fiche-content.ts';
import type { Decision, Difference, Proposal, Revision } from '../../../schemas/revision.ts';
import { frenchDate } from './french-date.ts';

type Verdict = Pick<Revision, 'significance' | 'decidedBy' | 'reason' | 'changeNote' | 'urgent'>;

/** The first revision of a fiche: nobody follows it yet. */
export const initialVerdict: Verdict = { significance: 'initial', decidedBy: null, reason: null, changeNote: null, urgent: false };

/**
 * DILA's date of the last important modification, moved forward, is its declaration of significance. A date that appears for the first time
 * (older schemas have none) declares something only when it is later than the content it replaces. Without a declaration nobody is told: the
 * revision waits for an editor, unless a reader would see no difference at all.
 */
export const declaredByImport = (before: FicheContent, after: FicheContent, difference: Difference): Verdict => {
  if (after.importantOn !== null && after.importantOn > (before.importantOn ?? before.modifiedOn))
    return {
      significance: 'significant',
      decidedBy: 'dila',
      reason: `Date de dernière modification importante : ${frenchDate(after.importantOn)}.`,
      changeNote: `Cette fiche a connu une modification importante, datée du ${frenchDate(after.importantOn)} par service-public.fr.`,
      urgent: false,
    };
  if (difference.passages.length === 0)
    return { significance: 'minor', decidedBy: null, reason: 'Aucun passage ne se lit autrement.', changeNote: null, urgent: false };
  return { significance: 'undecided', decidedBy: null, reason: null, changeNote: null, urgent: false };
};

/** Confidences of a proposal. Everything between the two waits for an editor: 0 and 1 leave everything to them. */
export interface Thresholds {
  /** Below it nobody is told. */
  silentBelow: number;
  /** Above it the subscribers are told. */
  sendAbove: number;
}

const MOST_NOTED = 900;

/** Decides in place of an editor what is beyond a threshold; what the archive declared, or nobody can read, stays as it is. */
export const decidedByThreshold = (
  declared: Verdict,
  { confidence, reasons }: Proposal,
  { silentBelow, sendAbove }: Thresholds,
): Verdict => {
  if (declared.significance !== 'undecided') return declared;
  const because = `${reasons.join('. ').slice(0, MOST_NOTED)}.`;
  if (confidence > sendAbove)
    return {
      significance: 'significant',
      decidedBy: 'system',
      reason: because,
      changeNote: `Modification jugée importante. ${because}`,
      urgent: false,
    };
  return confidence < silentBelow
    ? { significance: 'minor', decidedBy: 'system', reason: because, changeNote: null, urgent: false }
    : declared;
};

/** A fiche that leaves the catalogue: its subscribers are told when an editor says so. */
export const removalVerdict: Verdict = { significance: 'undecided', decidedBy: null, reason: null, changeNote: null, urgent: false };

export const decidedByEditor = (decision: Decision, editor: NonNullable<Verdict['decidedBy']>): Verdict => ({
  significance: decision.significance,
  decidedBy: editor,
  reason: decision.reason,
  changeNote: decision.significance === 'significant' ? decision.changeNote : null,
  urgent: decision.significance === 'significant' && decision.urgent,
});
