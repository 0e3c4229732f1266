import { fold } from '../../../../schemas/search.ts';

/** Words that carry no rule: a text reworded with other ones says the same. */
const empty = new Set(
  (
    'a ainsi au aux avec avez c car cas ce ceci cela celle celui ces cet cette comment d dans de des doit doivent donc dont du elle elles en est et etc ' +
    'etes etre eux exemple fait faut il ils j je l la le les leur leurs lors lorsque lui m ma me mes mon n ne nos notre notamment nous on ou par ' +
    'pas peut peuvent plus pour qu que quel quelle quelles quels qui quoi s sa se selon ses si soit son sont sous suivant suivante suivantes suivants ' +
    'sur t ta te tes ton toutefois tu un une vos votre vous y'
  ).split(' '),
);

const SHORTEST_WITH_ENDING = 5;

/** Without the marks of plural and gender, which a rewording changes and a rule does not. */
const stem = (word: string): string => (word.length >= SHORTEST_WITH_ENDING ? word.replace(/(es|s|e|x)$/, '') : word);

/** The words that a text is about, in order. */
export const tellingWords = (text: string): string[] =>
  fold(text)
    .split(' ')
    .filter((word) => !empty.has(word) && (word.length > 1 || /\d/.test(word)))
    .map(stem);

/** What the first list holds more of than the second: a text that only moved leaves nothing. */
export const missingFrom = <Item>(items: Item[], others: Item[], keyOf: (item: Item) => string): Item[] => {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return items.filter((item) => {
    const times = left.get(keyOf(item)) ?? 0;
    if (times > 0) left.set(keyOf(item), times - 1);
    return times === 0;
  });
};

export const asIs = (word: string): string => word;
