/** Runs `work` on every item, `width` at a time, and gives the results in the order of the items. The first failure ends it. */
export const inTurn = async <Item, Result>(items: Item[], width: number, work: (item: Item) => Promise<Result>): Promise<Result[]> => {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as Item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
};
