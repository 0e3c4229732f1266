import type { FicheContent } from '../../../../schemas/fiche-content.ts';
import { fold } from '../../../../schemas/search.ts';
import { type Edit, type Evidence, type Revised, textOfParts } from './evidence.ts';
import { dayOf, type Fact, factChange } from './facts.ts';
import { REPEATED } from './repetition.ts';
import { asIs, missingFrom, tellingWords } from './words.ts';

/** One thing that is looked at: a number for each revision, never below 0, and 0 for most of them. */
export interface Signal {
  /** In French, for whoever reads the table of weights. */
  meaning: string;
  measure: (evidence: Evidence) => number;
}

/** An amount that moves less was rounded; one that moves more is another amount. Shares of the greater. */
export const REVISED = { least: 0.002, most: 0.5 };
const REVALUED = 0.06;
/** Days that a text dated in the past stays news. */
const RECENT = 200;

/** Ten times more is not ten times more important. */
const many = (count: number): number => Math.log1p(count);
const is = (holds: boolean): number => (holds ? 1 : 0);

const isRevised = (gap: number): boolean => gap >= REVISED.least && gap < REVISED.most;

export const readsTheSame = ({ passage, before, after }: Edit): boolean => passage.change === 'rewritten' && fold(before) === fold(after);

const ownWords = ({ edits }: Evidence): number => {
  const own = edits.filter(({ elsewhere }) => elsewhere < REPEATED);
  const [before, after] = [own.map((edit) => edit.before).join('\n'), own.map((edit) => edit.after).join('\n')].map(tellingWords);
  return missingFrom(after ?? [], before ?? [], asIs).length + missingFrom(before ?? [], after ?? [], asIs).length;
};

/** Dates that the text says anew, in the days before the revision arrived. */
export const recentDates = ({ before, after, revised }: Evidence): Fact[] => {
  const today = dayOf(revised.on);
  return factChange('date', before, after).come.filter(({ value }) => value !== undefined && value <= today && value > today - RECENT);
};

/** Of the passage that says the most that is new. */
const mostNewWords = ({ edits, newWords }: Evidence): number => {
  if (newWords.length === 0) return 0;
  const fresh = new Set(newWords);
  return edits.reduce((most, { after }) => Math.max(most, new Set(tellingWords(after).filter((word) => fresh.has(word))).size), 0);
};

const promise = /attente|restent? d actualite|ser(?:a|ont) (?:modifie|actualise|mise? a jour|connu)/;

/** Banners that announced a change of the rules, taken off while the text changed. */
export const reforms = ({ edits, bannersGone }: Evidence): Evidence['bannersGone'] =>
  edits.length === 0 ? [] : bannersGone.filter(({ text }) => promise.test(fold(text)));

const law = /\b(?:loi|decret|ordonnance|arrete|circulaire|instruction)\b/;

/** Laws and decrees of this year or the last that the fiche did not name. */
export const newLaws = ({ referencesCome, revised }: Evidence): string[] => {
  const year = Number(revised.on.slice(0, 4));
  return referencesCome.filter((reference) => law.test(fold(reference)) && new RegExp(`\\b(?:${year}|${year - 1})\\b`).test(reference));
};

const introductionOf = (content: FicheContent): string =>
  fold(
    textOfParts(content, content.introduction.length > 0 ? { introduction: content.introduction } : { description: content.description }),
  );

const servicesOf = ({ services }: FicheContent): string[] => services.map(({ title }) => fold(title));

export const isRedated = ({ before, after }: Revised): boolean => after.modifiedOn > before.modifiedOn;

/** Rules come into force on the first of a month, and DILA gives their date to the fiche. */
export const isDatedAtEffect = (revised: Revised): boolean => isRedated(revised) && revised.after.modifiedOn.endsWith('-01');

export const signals = {
  textChanged: {
    meaning: 'Le texte de la fiche change, et pas seulement ce qui l’entoure',
    measure: ({ edits }) => is(edits.length > 0),
  },
  newWords: {
    meaning: 'Mots que la fiche ne contenait nulle part (logarithme du nombre)',
    measure: ({ newWords }) => many(newWords.length),
  },
  ownWords: {
    meaning: 'Mots changés dans cette fiche, hors modifications répétées dans d’autres (logarithme du nombre)',
    measure: (evidence) => many(ownWords(evidence)),
  },
  reformatted: {
    meaning: 'Passages où seules la ponctuation ou les majuscules changent, signe d’une fiche relue en entier (logarithme du nombre)',
    measure: ({ edits }) => many(edits.filter(readsTheSame).length),
  },
  amountRevised: {
    meaning: 'Un montant en remplace un autre',
    measure: ({ amountGaps }) => is(amountGaps.some(isRevised)),
  },
  amountsRevalued: {
    meaning: 'Montants revalorisés de moins de 6 % (logarithme du nombre)',
    measure: ({ amountGaps }) => many(amountGaps.filter((gap) => gap >= REVISED.least && gap < REVALUED).length),
  },
  amountRounded: {
    meaning: 'Un montant est seulement arrondi autrement',
    measure: ({ amountGaps }) => is(amountGaps.some((gap) => gap < REVISED.least) && !amountGaps.some(isRevised)),
  },
  recentDate: {
    meaning: 'Le texte cite une date récente qu’il ne citait pas',
    measure: (evidence) => is(recentDates(evidence).length > 0),
  },
  reformArrived: {
    meaning: 'Un bandeau qui annonçait une réforme disparaît et le texte change',
    measure: (evidence) => is(reforms(evidence).length > 0),
  },
  newLaw: {
    meaning: 'Lois et décrets récents ajoutés aux textes de référence (logarithme du nombre)',
    measure: (evidence) => many(newLaws(evidence).length),
  },
  serviceGone: {
    meaning: 'Services en ligne ou formulaires retirés (logarithme du nombre)',
    measure: ({ revised: { before, after } }) => many(missingFrom(servicesOf(before), servicesOf(after), asIs).length),
  },
  introductionChanged: {
    meaning: 'L’introduction change, ce que fait souvent une simple réécriture',
    measure: ({ revised: { before, after } }) => is(introductionOf(before) !== introductionOf(after)),
  },
  titleChanged: {
    meaning: 'Le titre change, ce que fait souvent une simple réécriture',
    measure: ({ revised: { before, after } }) => is(fold(before.title) !== fold(after.title)),
  },
} as const satisfies Record<string, Signal>;

/** Only where no date says that a fiche was taken up again: a passage that says much at once does it better than words here and there. */
export const undatedSignals = {
  newPassage: {
    meaning: 'Mots nouveaux du passage qui en dit le plus (logarithme du nombre)',
    measure: (evidence) => many(mostNewWords(evidence)),
  },
} as const satisfies Record<string, Signal>;

/** Read from DILA's own date of modification: only where an archive declares it, never for what an editor writes here. */
export const datedSignals = {
  dateMoved: {
    meaning: 'La date de modification de service-public.fr avance',
    measure: ({ revised }) => is(isRedated(revised)),
  },
  dateOfEffect: {
    meaning: 'Cette date est un premier du mois, comme les entrées en vigueur',
    measure: ({ revised }) => is(isDatedAtEffect(revised)),
  },
} as const satisfies Record<string, Signal>;

export type SignalName = keyof typeof signals;
export type UndatedSignalName = keyof typeof undatedSignals;
export type DatedSignalName = keyof typeof datedSignals;

/** What a unit of each signal adds; with `bias` the sum is 0 where a revision is as likely to be significant as not. */
export interface Weights {
  /** For what no archive dates. */
  undated: { bias: number; of: Record<SignalName | UndatedSignalName, number> };
  dated: { bias: number; of: Record<SignalName | DatedSignalName, number> };
}
