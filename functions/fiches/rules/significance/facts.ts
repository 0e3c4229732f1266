import { missingFrom } from './words.ts';

export const factKinds = ['amount', 'rate', 'duration', 'date'] as const;
export type FactKind = (typeof factKinds)[number];

/** Something exact that a reader acts on, where it stands in a text. */
export interface Fact {
  /** As it is written, in plain spaces. */
  text: string;
  /** Equal for two ways of writing it. */
  key: string;
  /** Euros, per cent, days since 1970; a length of time in its own unit. A date without a year has none. */
  value: number | undefined;
}

const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
const number = String.raw`(?<!\d)(?:\d{1,3}(?: \d{3}(?!\d)){1,4}|\d+)(?:,\d+)?`;

const valueOf = (written = ''): number => Number(written.replaceAll(' ', '').replace(',', '.'));

const patterns: Record<FactKind, RegExp> = {
  amount: new RegExp(`(${number}) ?(?:€|euros?(?![\\p{L}])|millions?)`, 'giu'),
  rate: new RegExp(`(${number}) ?%`, 'gu'),
  duration: new RegExp(`(${number}) (jour|mois|an|année|semaine|heure|minute)s?(?![\\p{L}])`, 'giu'),
  date: new RegExp(`(?<![\\p{L}\\p{N}])(1er|\\d{1,2}) (${months.join('|')})(?: (\\d{4}))?(?![\\p{L}\\p{N}])`, 'giu'),
};

const MILLISECONDS_A_DAY = 86_400_000;

/** Days since 1970 of `2020-01-31`. */
export const dayOf = (date: string): number => Math.floor(Date.parse(date) / MILLISECONDS_A_DAY);

const readDate = ([text, day, month = '', year]: RegExpMatchArray): Fact => {
  const at = [year ?? '', months.indexOf(month.toLowerCase()) + 1, Number.parseInt(day ?? '', 10)] as const;
  return { text, key: at.join('-'), value: year ? Date.UTC(Number(at[0]), at[1] - 1, at[2]) / MILLISECONDS_A_DAY : undefined };
};

const readers: Record<FactKind, (match: RegExpMatchArray) => Fact> = {
  amount: ([text, value]) => ({ text, key: String(valueOf(value)), value: valueOf(value) }),
  rate: ([text, value]) => ({ text, key: String(valueOf(value)), value: valueOf(value) }),
  duration: ([text, value, unit = '']) => ({ text, key: `${valueOf(value)} ${unit.toLowerCase().slice(0, 2)}`, value: valueOf(value) }),
  date: readDate,
};

export const factsIn = (kind: FactKind, text: string): Fact[] =>
  Array.from(text.replace(/[\s\u00a0\u202f]/g, ' ').matchAll(patterns[kind]), readers[kind]);

export interface FactChange {
  come: Fact[];
  gone: Fact[];
}

const keyOf = ({ key }: Fact): string => key;

/** What a text says anew, and no longer. */
export const factChange = (kind: FactKind, before: string, after: string): FactChange => {
  const [old, fresh] = [factsIn(kind, before), factsIn(kind, after)];
  return { come: missingFrom(fresh, old, keyOf), gone: missingFrom(old, fresh, keyOf) };
};

export interface Replacement {
  from: Fact;
  to: Fact;
}

/** One for one in their order, or nothing: in a text written anew nobody can say what became what. */
export const replacementsIn = ({ come, gone }: FactChange): Replacement[] =>
  come.length === gone.length ? come.flatMap((to, at) => (gone[at] ? [{ from: gone[at], to }] : [])) : [];

/** From 0 to 1: how far apart two amounts are, beside the greater. */
export const gapBetween = (one: Fact, other: Fact): number => {
  const [a, b] = [one.value ?? 0, other.value ?? 0];
  return Math.max(a, b) === 0 ? 0 : Math.abs(a - b) / Math.max(a, b);
};

/** Finds, for an amount, the nearest of `amounts`; undefined when there are none. */
export const nearestOf = (amounts: Fact[]): ((amount: Fact) => Fact | undefined) => {
  const sorted = amounts.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0));
  return (amount) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.value ?? 0) < (amount.value ?? 0)) low = middle + 1;
      else high = middle;
    }
    const [below, above] = [sorted[low - 1], sorted[low]];
    return below && above ? (gapBetween(below, amount) < gapBetween(above, amount) ? below : above) : (below ?? above);
  };
};
