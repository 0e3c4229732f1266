import type { Template } from '../../local/assembly.ts';

interface FunctionProperties {
  Environment?: { Variables?: Record<string, unknown> };
}

/** Gives a variable another value in every function that reads it, as another stage would. Throws when none does. */
export const withSettings =
  (settings: Record<string, string | number>) =>
  (templates: Record<string, Template>): void => {
    const resources = Object.values(templates).flatMap(({ Resources }) => Object.values(Resources));
    const variables = resources.flatMap(({ Type, Properties }) => {
      const { Environment } = (Properties ?? {}) as FunctionProperties;
      return Type === 'AWS::Lambda::Function' && Environment?.Variables ? [Environment.Variables] : [];
    });
    for (const [name, value] of Object.entries(settings)) {
      const readers = variables.filter((those) => name in those);
      if (readers.length === 0) throw new Error(`no function reads ${name}`);
      for (const those of readers) those[name] = String(value);
    }
  };
