/** What a request says of itself, by condition key in lower case. */
export type RequestContext = Record<string, string[]>;

const escapeRegExp = (text: string): string => text.replace(/[.+^${}()|[\]\\]/g, '\\$&');
const patterns = new Map<string, RegExp>();

/** IAM's own wildcards: `*` any text, `?` any character. */
export const matchesWildcard = (pattern: string, value: string): boolean => {
  let expression = patterns.get(pattern);
  if (!expression) {
    expression = new RegExp(`^${escapeRegExp(pattern).replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
    patterns.set(pattern, expression);
  }
  return expression.test(value);
};

type Comparison = (have: string, want: string) => boolean;

const numbers =
  (compare: (have: number, want: number) => boolean): Comparison =>
  (have, want) =>
    compare(Number(have), Number(want));

const comparisons: Record<string, Comparison> = {
  StringEquals: (have, want) => have === want,
  StringEqualsIgnoreCase: (have, want) => have.toLowerCase() === want.toLowerCase(),
  StringLike: (have, want) => matchesWildcard(want, have),
  ArnEquals: (have, want) => matchesWildcard(want, have),
  ArnLike: (have, want) => matchesWildcard(want, have),
  Bool: (have, want) => have.toLowerCase() === want.toLowerCase(),
  NumericEquals: numbers((have, want) => have === want),
  NumericLessThan: numbers((have, want) => have < want),
  NumericLessThanEquals: numbers((have, want) => have <= want),
  NumericGreaterThan: numbers((have, want) => have > want),
  NumericGreaterThanEquals: numbers((have, want) => have >= want),
};

interface Operator {
  quantifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  comparison: string;
  negated: boolean;
  ifExists: boolean;
}

const readOperator = (text: string): Operator => {
  const [, quantifier, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(text) ?? [];
  const negated = /^(String|Arn|Numeric)Not/.test(name);
  const comparison = name.replace(/^(String|Arn|Numeric)Not/, '$1');
  if (comparison !== 'Null' && !comparisons[comparison])
    throw new Error(`the IAM condition operator ${text} is not evaluated by the local system`);
  return { quantifier: quantifier as Operator['quantifier'], comparison, negated, ifExists: Boolean(ifExists) };
};

/** Whether one line of a `Condition` block holds. Throws on an operator it does not know. */
export const conditionHolds = (operatorText: string, [key, wanted]: [string, string[]], context: RequestContext): boolean => {
  const { quantifier, comparison, negated, ifExists } = readOperator(operatorText);
  const have = context[key.toLowerCase()];
  if (comparison === 'Null') return (have === undefined) === (wanted[0] === 'true');
  if (have === undefined) return ifExists || negated || quantifier === 'ForAllValues';
  const compare = comparisons[comparison] as Comparison;
  const fits = (one: string): boolean => wanted.some((want) => compare(one, want)) !== negated;
  return quantifier === 'ForAllValues' ? have.every(fits) : have.some(fits);
};
