import { type Environment, environments, type FunctionName } from '../../schemas/environment.ts';
import type { Variable } from '../../schemas/variables.ts';

/** The function's own variables, checked at start: one that is missing or malformed ends the process with its name before any event is taken. */
export const readEnvironment = <Name extends FunctionName>(name: Name): Environment<Name> => {
  const values: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [variable, read] of Object.entries<Variable<unknown>>(environments[name])) {
    const text = process.env[variable];
    values[variable] = text === undefined ? undefined : read(text);
    if (values[variable] === undefined) wrong.push(variable);
  }
  if (wrong.length > 0) throw new Error(`${name} does not start: missing or malformed: ${wrong.join(', ')}`);
  return values as Environment<Name>;
};
