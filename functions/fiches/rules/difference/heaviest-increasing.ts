/**
 * Positions of `values` that can stay where they are: an increasing subsequence of the greatest total weight. What is left out has moved.
 * `values` are distinct, from 0 to n - 1 in any order; time n log n.
 */
export const heaviestIncreasing = (values: number[], weights: number[]): Set<number> => {
  const size = Math.max(0, ...values) + 1;
  const best = Array.from({ length: size + 1 }, () => ({ weight: 0, last: -1 }));
  const previous: number[] = [];

  const bestBelow = (value: number): { weight: number; last: number } => {
    let found = { weight: 0, last: -1 };
    for (let at = value; at > 0; at -= at & -at) {
      const here = best[at];
      if (here && here.weight > found.weight) found = here;
    }
    return found;
  };

  let heaviest = { weight: 0, last: -1 };
  values.forEach((value, position) => {
    const before = bestBelow(value);
    previous.push(before.last);
    const chain = { weight: before.weight + (weights[position] ?? 0), last: position };
    for (let at = value + 1; at <= size; at += at & -at) if ((best[at]?.weight ?? 0) < chain.weight) best[at] = chain;
    if (chain.weight > heaviest.weight) heaviest = chain;
  });

  const kept = new Set<number>();
  for (let position = heaviest.last; position >= 0; position = previous[position] ?? -1) kept.add(position);
  return kept;
};
