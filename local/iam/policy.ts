import type { Json, JsonObject } from '../assembly.ts';
import { conditionHolds, matchesWildcard, type RequestContext } from './conditions.ts';

export interface Statement {
  effect: 'Allow' | 'Deny';
  actions: { only: string[] } | { allBut: string[] };
  resources: { only: string[] } | { allBut: string[] };
  /** Operator → key → values. */
  conditions: Record<string, Record<string, string[]>>;
}

/** One permission that a request needs; a request may need several. */
export interface Need {
  action: string;
  resource: string;
  context?: RequestContext;
}

export type Decision = { allowed: true } | { allowed: false; why: string };

const listOf = (value: Json | undefined): string[] => (value === undefined || value === null ? [] : [value].flat().map(String));

const choice = (statement: JsonObject, name: 'Action' | 'Resource'): Statement['actions'] =>
  statement[name] === undefined ? { allBut: listOf(statement[`Not${name}`]) } : { only: listOf(statement[name]) };

const readConditions = (block: Json | undefined): Statement['conditions'] =>
  Object.fromEntries(
    Object.entries((block ?? {}) as Record<string, JsonObject>).map(([operator, lines]) => [
      operator,
      Object.fromEntries(Object.entries(lines).map(([key, values]) => [key, listOf(values)])),
    ]),
  );

/** The statements of a policy document whose intrinsics are resolved. */
export const readStatements = (document: Json): Statement[] =>
  ([(document as JsonObject)['Statement']].flat() as JsonObject[]).map((statement) => ({
    effect: statement['Effect'] as Statement['effect'],
    actions: choice(statement, 'Action'),
    resources: choice(statement, 'Resource'),
    conditions: readConditions(statement['Condition']),
  }));

const covers = (chosen: Statement['actions'], fits: (pattern: string) => boolean): boolean =>
  'only' in chosen ? chosen.only.some(fits) : !chosen.allBut.some(fits);

const applies = ({ actions, resources, conditions }: Statement, { action, resource, context = {} }: Need): boolean =>
  covers(actions, (pattern) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase())) &&
  covers(resources, (pattern) => matchesWildcard(pattern, resource)) &&
  Object.entries(conditions).every(([operator, lines]) =>
    Object.entries(lines).every(([key, values]) => conditionHolds(operator, [key, values], context)),
  );

/** Identity policies alone: a deny wins, and what nothing allows is refused. */
export const decide = (statements: Statement[], need: Need): Decision => {
  const applying = statements.filter((statement) => applies(statement, need));
  if (applying.some(({ effect }) => effect === 'Deny')) return { allowed: false, why: 'with an explicit deny in an identity-based policy' };
  if (applying.length > 0) return { allowed: true };
  return { allowed: false, why: `because no identity-based policy allows the ${need.action} action` };
};
