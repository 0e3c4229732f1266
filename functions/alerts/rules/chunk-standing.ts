import { type OutcomeKind, type Outcomes, outcomeKinds } from './chunks.ts';

/** What is recorded of the people of a chunk. */
export interface Standing {
  people: number;
  /** By their positions. */
  told: Record<OutcomeKind, ReadonlySet<number>>;
  /** How many of those the part counts already. */
  counted: Record<OutcomeKind, number>;
}

const forEachKind = <Value>(valueOf: (kind: OutcomeKind) => Value): Record<OutcomeKind, Value> =>
  Object.fromEntries(outcomeKinds.map((kind) => [kind, valueOf(kind)])) as Record<OutcomeKind, Value>;

/** Nothing is known of anybody. */
export const freshStanding = (people: number): Standing => ({
  people,
  told: forEachKind(() => new Set<number>()),
  counted: forEachKind(() => 0),
});

export const toldWith = ({ told }: Standing, outcomes: Outcomes): Standing['told'] =>
  forEachKind((kind) => new Set([...told[kind], ...outcomes[kind]]));

export const countsOf = (told: Standing['told']): Standing['counted'] => forEachKind((kind) => told[kind].size);

/** What the part has not counted yet. */
export const uncounted = (told: Standing['told'], counted: Standing['counted']): Standing['counted'] =>
  forEachKind((kind) => told[kind].size - counted[kind]);

export const isKnown = ({ told }: Pick<Standing, 'told'>, position: number): boolean =>
  outcomeKinds.some((kind) => told[kind].has(position));

/** Nobody of the chunk is left to be told. */
export const isSettled = (people: number, told: Standing['told']): boolean =>
  outcomeKinds.reduce((total, kind) => total + told[kind].size, 0) >= people;
