import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import type { PipelineProblem } from '../../schemas/problem.ts';
import { routesByFunction } from '../../schemas/routes/index.ts';
import type { Route } from '../../schemas/routes/route.ts';
import { inAscii } from './light-schemas.ts';
import { onlyOf } from './own-environment.ts';

const ofThePipeline: readonly PipelineProblem[] = [
  'invalid',
  'unauthenticated',
  'authentication-too-old',
  'forbidden',
  'not-found',
  'unexpected',
];

/** What may go wrong in a function: in the pipeline, and as its routes declare. */
export const problemsOfFunction = (name: keyof typeof routesByFunction): Set<string> =>
  new Set([...ofThePipeline, ...Object.values<Route>(routesByFunction[name]).flatMap(({ problems }) => problems)]);

/** A function tells of its own problems; the words for those of all others, eleven kilobytes, would be read at each of its starts. */
export const ownProblems = (name: string): Plugin => ({
  name: 'own-problems',
  setup(bundler) {
    if (!(name in routesByFunction)) return;
    const kinds = [...problemsOfFunction(name as keyof typeof routesByFunction)];
    bundler.onLoad({ filter: /\/schemas\/problem\.ts$/ }, async ({ path }) => ({
      contents: inAscii(onlyOf(kinds, await readFile(path, 'utf8'))),
      loader: 'ts',
    }));
  },
});
