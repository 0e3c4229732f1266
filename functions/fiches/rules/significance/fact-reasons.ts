import type { Edit, Evidence } from './evidence.ts';
import { type FactChange, type FactKind, factChange, gapBetween, nearestOf, type Replacement, replacementsIn } from './facts.ts';
import { REVISED } from './signals.ts';

/** Of one kind; what is left is counted. */
const MOST = 3;

const deadline = /jusqu|au plus tard|avant le|date limite|expire|prolong/i;

/** Two texts of one passage: what came or went whole has no other side. */
const bothSides = ({ before, after }: Edit): boolean => before !== '' && after !== '';

const replacedIn = (kind: FactKind, edit: Edit): Replacement[] =>
  bothSides(edit) ? replacementsIn(factChange(kind, edit.before, edit.after)) : [];

/** Rows of a table that was written anew: each amount with the nearest one that went. */
const nearest = ({ come, gone }: FactChange): Replacement[] => {
  const find = nearestOf(gone);
  return come.flatMap((to) => {
    const from = find(to);
    return from ? [{ from, to }] : [];
  });
};

const isRevision = ({ from, to }: Replacement): boolean => {
  const gap = gapBetween(from, to);
  return gap >= REVISED.least && gap < REVISED.most;
};

const once = (replacements: Replacement[]): Replacement[] => [
  ...new Map(replacements.map((replacement) => [`${replacement.from.key} ${replacement.to.key}`, replacement])).values(),
];

const told = (name: string, others: string, replacements: Replacement[]): string[] => {
  const shown = replacements.slice(0, MOST).map(({ from, to }) => `${name} : ${from.text} → ${to.text}`);
  const left = replacements.length - shown.length;
  return left > 0 ? [...shown, `${left} ${left === 1 ? others.replace(/s\b/g, '') : others}`] : shown;
};

/** Amounts that took the place of others, in their passages or, failing that, in the whole text. */
export const amountReasons = ({ edits, before, after }: Evidence): string[] => {
  const inPlace = edits.flatMap((edit) => replacedIn('amount', edit)).filter(isRevision);
  const all = inPlace.length > 0 ? inPlace : nearest(factChange('amount', before, after)).filter(isRevision);
  return told('Montant modifié', 'autres montants modifiés', once(all));
};

/** Amounts that were written with more or fewer digits. */
export const roundings = ({ edits }: Evidence): string[] =>
  told(
    'Montant seulement arrondi autrement',
    'autres montants arrondis',
    once(edits.flatMap((edit) => replacedIn('amount', edit)).filter(({ from, to }) => gapBetween(from, to) < REVISED.least)),
  );

const dateReason = (edit: Edit, { from, to }: Replacement): string => {
  if (from.value === undefined || to.value === undefined || !deadline.test(edit.after)) return `Date modifiée : ${from.text} → ${to.text}`;
  return `Date limite ${to.value > from.value ? 'reportée' : 'avancée'} au ${to.text}`;
};

/** « 15 mars 2020 » and « 15 mars »: the year was said or left out. */
const isSameDay = ({ from, to }: Replacement): boolean => from.text.startsWith(to.text) || to.text.startsWith(from.text);

export const dateReasons = ({ edits }: Evidence): string[] => {
  const reasons = edits.flatMap((edit) =>
    replacedIn('date', edit)
      .filter((replacement) => !isSameDay(replacement))
      .map((replacement) => dateReason(edit, replacement)),
  );
  return [...new Set(reasons)].slice(0, MOST);
};

export const rateReasons = ({ edits }: Evidence): string[] =>
  told('Taux modifié', 'autres taux modifiés', once(edits.flatMap((edit) => replacedIn('rate', edit))));

export const durationReasons = ({ edits }: Evidence): string[] =>
  told('Durée modifiée', 'autres durées modifiées', once(edits.flatMap((edit) => replacedIn('duration', edit))));
