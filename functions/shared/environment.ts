import { type Environment, environments, type FunctionName } from '../../schemas/environment.ts';

/**
 * The function's own variables, checked at start: a missing one ends the process with its name before any event is taken. Read once, by a
 * parser that is not compiled first: that would cost more than it saves.
 */
export const readEnvironment = <Name extends FunctionName>(name: Name): Environment<Name> =>
  environments[name].parse(process.env, { jitless: true }) as Environment<Name>;
