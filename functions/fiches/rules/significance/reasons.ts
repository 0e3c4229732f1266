import { fold } from '../../../../schemas/search.ts';
import { frenchDate } from '../french-date.ts';
import type { Edit, Evidence } from './evidence.ts';
import { amountReasons, dateReasons, durationReasons, rateReasons, roundings } from './fact-reasons.ts';
import type { ModelName } from './model.ts';
import { REPEATED } from './repetition.ts';
import { isDatedAtEffect, isRedated, newLaws, readsTheSame, recentDates, reforms } from './signals.ts';
import { tellingWords } from './words.ts';

/** A reader takes in no more. */
const MOST_REASONS = 6;
const MOST_FACTS_AGAINST = 3;
/** In characters. */
const MOST_QUOTED = 140;
/** Fewer new words are a rewording. */
const TELLING = 5;
/** Of the words of a passage, those that the passages before it did not have: fewer, and it was put together from them. */
const NEW_SHARE = 0.3;

const condition =
  /\b(?:si|sauf|condition|conditions|obligatoire|obligatoirement|doit|doivent|devez|uniquement|seulement|reserve|interdit|interdite)\b/;

const quote = (text: string): string => {
  const said = text.replace(/\s+/g, ' ').trim();
  return `« ${said.length <= MOST_QUOTED ? said : `${said.slice(0, MOST_QUOTED).replace(/\s+\S*$/, '')}…`} »`;
};

const isNewTo = (text: string, known: Set<string>): boolean => {
  const words = tellingWords(text);
  return words.length > 0 && words.filter((word) => !known.has(word)).length >= words.length * NEW_SHARE;
};

/** Conditions that came or went whole, and are not the words of another passage. */
export const conditionReason = (
  { passage, before, after }: Edit,
  known: { before: Set<string>; after: Set<string> },
): string | undefined => {
  if (passage.change === 'added' && condition.test(fold(after)) && isNewTo(after, known.before))
    return `Nouvelle condition : ${quote(after)}`;
  if (passage.change === 'removed' && condition.test(fold(before)) && isNewTo(before, known.after))
    return `Condition retirée : ${quote(before)}`;
  return undefined;
};

interface KnownWords {
  /** That the fiche did not hold anywhere. */
  fresh: Set<string>;
  known: Parameters<typeof conditionReason>[1];
}

/** What one passage says that is new; never none for a passage that was chosen for it. */
export const reasonsOfEdit = (edit: Edit, evidence: Evidence, { fresh, known }: KnownWords): string[] => {
  const alone: Evidence = { ...evidence, edits: [edit], before: edit.before, after: edit.after };
  const facts = [...amountReasons(alone), ...rateReasons(alone), ...dateReasons(alone), ...durationReasons(alone)];
  const changed = conditionReason(edit, known);
  const words = [...new Set(tellingWords(edit.after).filter((word) => fresh.has(word)))];
  const reasons = [...new Set([...facts, ...(changed ? [changed] : [])])];
  if (reasons.length > 0) return reasons;
  if (words.length > 0) return [`Mots nouveaux dans la fiche : ${words.length}`];
  return ['Des montants, des taux, des durées ou des dates y paraissent ou en disparaissent'];
};

const conditionReasons = ({ edits, before, after }: Evidence): string[] => {
  const known = { before: new Set(tellingWords(before)), after: new Set(tellingWords(after)) };
  return edits.flatMap((edit) => conditionReason(edit, known) ?? []).slice(0, 2);
};

const recentDateReasons = (evidence: Evidence): string[] =>
  recentDates(evidence)
    .slice(0, 1)
    .map(({ text }) => `Le texte cite une date récente : ${text}`);

/** What a reader would learn from the new text, the most useful first. */
const news = (evidence: Evidence, model: ModelName): string[] => {
  const { newWords, revised } = evidence;
  const dates = dateReasons(evidence);
  return [
    ...amountReasons(evidence),
    ...rateReasons(evidence),
    ...dates,
    ...durationReasons(evidence),
    ...reforms(evidence).map(({ title }) => `Le bandeau « ${title} », qui annonçait un changement, disparaît et le texte change`),
    ...newLaws(evidence)
      .slice(0, 2)
      .map((reference) => `Nouveau texte de référence : ${quote(reference)}`),
    ...conditionReasons(evidence),
    ...(dates.length === 0 ? recentDateReasons(evidence) : []),
    ...(newWords.length >= TELLING ? [`Passages nouveaux : ${newWords.length} mots que la fiche ne contenait pas`] : []),
    ...(model === 'dated' && isDatedAtEffect(revised)
      ? [
          `service-public.fr date la modification du ${frenchDate(revised.after.modifiedOn)}, un premier du mois, comme une entrée en vigueur`,
        ]
      : []),
  ];
};

const repeated = ({ edits }: Evidence): string[] => {
  const shared = edits.filter(({ elsewhere }) => elsewhere >= REPEATED);
  return shared.length * 2 > edits.length
    ? [`La même modification se retrouve dans ${Math.max(...shared.map(({ elsewhere }) => elsewhere))} autres fiches du même import`]
    : [];
};

/** Why nobody need be told. */
const quiet = (evidence: Evidence, model: ModelName): string[] => {
  const { edits, revised } = evidence;
  const { passages } = revised.difference;
  if (passages.length === 0) return ['Aucun passage ne se lit autrement'];
  if (edits.length === 0) {
    return passages.every(({ change }) => change === 'moved')
      ? ['Des passages changent de place, sans rien dire d’autre']
      : ['Le texte ne change pas : seuls changent les contacts, les services, les références, les liens ou les bandeaux'];
  }
  return [
    ...(edits.every(readsTheSame) ? ['Seules la ponctuation ou les majuscules changent'] : []),
    ...repeated(evidence),
    ...roundings(evidence).slice(0, 1),
    ...(model === 'dated' && !isRedated(revised) ? ['La date de modification de service-public.fr n’a pas changé'] : []),
  ];
};

/** In French, for an editor and for a citizen; never none. */
export const reasonsFor = (significant: boolean, evidence: Evidence, model: ModelName): string[] => {
  const facts = [...new Set(news(evidence, model))];
  if (significant) return facts.length > 0 ? facts.slice(0, MOST_REASONS) : ['Le texte de la fiche est réécrit'];
  const calm = quiet(evidence, model);
  if (calm.length + facts.length === 0) return ['Le texte est reformulé, sans montant, date ni condition nouvelle'];
  return [...calm, ...facts.slice(0, MOST_FACTS_AGAINST)];
};
