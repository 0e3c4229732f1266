/** What a message carries beside its text, by name, as SNS compares it. */
export type MessageAttributes = Record<string, { DataType: string; StringValue?: string | undefined }>;

type Rule = string | number | boolean | null | Record<string, unknown>;
export type FilterPolicy = Record<string, Rule[]>;

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

const inRange = (value: number, terms: (string | number)[]): boolean =>
  terms.every((term, at) => at % 2 === 1 || comparisons[String(term)]?.(value, Number(terms[at + 1])) === true);

/** A value that is absent is undefined. */
type Test = (value: string | undefined, operand: unknown) => boolean;

const operators: Record<string, Test> = {
  exists: (value, operand) => (value !== undefined) === operand,
  prefix: (value, operand) => value?.startsWith(String(operand)) === true,
  suffix: (value, operand) => value?.endsWith(String(operand)) === true,
  'equals-ignore-case': (value, operand) => value?.toLowerCase() === String(operand).toLowerCase(),
  'anything-but': (value, operand) => value !== undefined && ![operand].flat().some((rule) => holds(rule as Rule, value)),
  numeric: (value, operand) => value !== undefined && value !== '' && inRange(Number(value), operand as (string | number)[]),
};

const holds = (rule: Rule, value: string | undefined): boolean => {
  if (rule === null || typeof rule !== 'object') return value === String(rule);
  return Object.entries(rule).every(([name, operand]) => {
    const test = operators[name];
    if (!test) throw new Error(`the filter ${name} of a subscription is not supported by the local system`);
    return test(value, operand);
  });
};

const values = (attribute: MessageAttributes[string] | undefined): (string | undefined)[] => {
  if (attribute?.StringValue === undefined) return [undefined];
  return attribute.DataType === 'String.Array' ? (JSON.parse(attribute.StringValue) as unknown[]).map(String) : [attribute.StringValue];
};

/** Whether a message goes to a subscription: every name of the policy has a rule that holds. */
export const passesFilter = (policy: FilterPolicy | undefined, attributes: MessageAttributes): boolean =>
  Object.entries(policy ?? {}).every(([name, rules]) => rules.some((rule) => values(attributes[name]).some((value) => holds(rule, value))));
