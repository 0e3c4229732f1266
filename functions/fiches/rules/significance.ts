import type { FicheContent } from '../../../schemas/fiche-content.ts';
import type { Decision, Difference, Proposal, Revision } from '../../../schemas/revision.ts';
import { frenchDate } from './french-date.ts';

type Verdict = Pick<Revision, 'significance' | 'decidedBy' | 'reason' | 'changeNote' | 'urgent'>;

/** The first revision of a fiche: nobody follows it yet. */
export const initialVerdict: Verdict = { significance: 'initial', decidedBy: null, reason: null, changeNote: null, urgent: false };

type Dates = Pick<FicheContent, 'importantOn' | 'modifiedOn'>;

/** An important modification that an archive dated while it changed no word of the fiche. */
export interface EarlierAnnouncement {
  importantOn: string;
  modifiedOn: string;
}

/** A date that appears for the first time (older schemas have none) says something only when it is later than the content it replaces. */
const isImportantSince = <After extends Dates>(before: Dates, after: After): after is After & { importantOn: string } =>
  after.importantOn !== null && after.importantOn > (before.importantOn ?? before.modifiedOn);

/** What an archive that changes no word announces, or what one before it announced. */
export const announcedWithoutText = (
  stored: Dates & { announcedEarlier?: EarlierAnnouncement | undefined },
  said: Dates,
): EarlierAnnouncement | undefined =>
  isImportantSince(stored.announcedEarlier ?? stored, said)
    ? { importantOn: said.importantOn, modifiedOn: said.modifiedOn }
    : stored.announcedEarlier;

/** The text that was announced comes under the date of its announcement; what is modified after that may be no more than a correction. */
const mayBeAnother = (announced: EarlierAnnouncement, { importantOn, modifiedOn }: Dates): boolean =>
  announced.importantOn === importantOn && modifiedOn > announced.modifiedOn;

/**
 * DILA's date of the last important modification, moved forward, is its declaration of significance. Without a declaration nobody is told: the
 * revision waits for an editor, unless a reader would see no difference at all. So does one whose date moved in an archive before its text.
 */
export const declaredByImport = (
  before: FicheContent,
  after: FicheContent,
  difference: Difference,
  announced?: EarlierAnnouncement,
): Verdict => {
  if (announced !== undefined && isImportantSince(before, after) && mayBeAnother(announced, after))
    return {
      significance: 'undecided',
      decidedBy: null,
      reason: `service-public.fr a daté une modification importante du ${frenchDate(announced.importantOn)} sans changer le texte, puis a modifié la fiche à nouveau : à vous de dire si c’est elle.`,
      changeNote: null,
      urgent: false,
    };
  if (isImportantSince(before, after))
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

/** Decides in place of an editor what is beyond a threshold; what the archive declared or left in doubt, or nobody can read, stays as it is. */
export const decidedByThreshold = (
  declared: Verdict,
  { confidence, reasons }: Proposal,
  { silentBelow, sendAbove }: Thresholds,
): Verdict => {
  if (declared.significance !== 'undecided' || declared.reason !== null) return declared;
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
