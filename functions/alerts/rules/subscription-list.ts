/** Where a subscription stands in its list. */
export interface Position {
  subscribedAt: string;
  ficheKey: string;
}

/** Latest first; the fiche decides between two of the same instant, so that no page skips or repeats one. */
const compare = (one: Position, other: Position): number => {
  if (one.subscribedAt !== other.subscribedAt) return one.subscribedAt > other.subscribedAt ? -1 : 1;
  return one.ficheKey < other.ficheKey ? -1 : Number(one.ficheKey > other.ficheKey);
};

/** The `limit` subscriptions that come after a position, and the position to go on from; undefined at the end of the list. */
export const pageAfter = <Item extends Position>(
  subscriptions: Item[],
  after: Position | undefined,
  limit: number,
): { items: Item[]; last: Position | undefined } => {
  const rest = subscriptions.toSorted(compare).filter((subscription) => !after || compare(subscription, after) > 0);
  const items = rest.slice(0, limit);
  return { items, last: rest.length > limit ? items.at(-1) : undefined };
};
