import { type FeedbackKind, feedbackKinds, type ToldKind } from './mail-event-meanings.ts';

/** Of whom each thing was told, by their position in the chunk. */
export type Heard = Record<ToldKind, ReadonlySet<number>>;
export type FeedbackCounts = Record<FeedbackKind, number>;

/**
 * What the ledger counts of a chunk: it depends on what was told alone, not on the order or on how often. Given up counts as bounced, unless
 * the mail did arrive: then it was an automatic answer.
 */
export const countsOf = (heard: Heard): FeedbackCounts => ({
  delivered: heard.delivered.size,
  bounced: new Set([...heard.bounced, ...[...heard['given-up']].filter((position) => !heard.delivered.has(position))]).size,
  complained: heard.complained.size,
  rejected: heard.rejected.size,
});

/** By how much the ledger moves from what was heard before to what is heard now. */
export const movement = (before: Heard, now: Heard): FeedbackCounts => {
  const [from, to] = [countsOf(before), countsOf(now)];
  return Object.fromEntries(feedbackKinds.map((kind) => [kind, to[kind] - from[kind]])) as FeedbackCounts;
};
