import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** In a formatted file: the line or the lines of one name in a table. */
const ENTRY = /^ {2}'([\w-]+)': (?:\{\n(?: {4}.*\n)+ {2}\}|.*),\n/gm;

/** A table without the lines of other names; those that need no quotes stay. */
export const onlyOf = (names: readonly string[], source: string): string =>
  source.replace(ENTRY, (entry, name: string) => (names.includes(name) ? entry : ''));

/** A function reads its own environment; those of all others would be made, some three hundred variables, at each of its starts. */
export const ownEnvironment = (names: readonly string[]): Plugin => ({
  name: 'own-environment',
  setup(bundler) {
    bundler.onLoad({ filter: /\/schemas\/(?:\w+-)?environments?\.ts$/ }, async ({ path }) => ({
      contents: onlyOf(names, await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
});
