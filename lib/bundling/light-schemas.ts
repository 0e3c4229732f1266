import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Reads `import { z } from 'zod'` as `import * as z`: only through a namespace does the bundler see what is used, and leaves out the rest,
 * its forty languages first: two thirds of the library.
 */
const byNamespace = (source: string): string => source.replace(/^import \{ z \} from 'zod';$/m, "import * as z from 'zod';");

/** Names and descriptions are for the API document, which is not made in a function; each costs a copy of its schema at every start. */
const withoutNames = (source: string): string => source.replace(/\s*\.meta\(\{[^{}]*\}\)/g, '');

const DECLARATION = /^(?:export )?const \w+(?:: [^=]+)? =/;
const BUILDS_A_SCHEMA = /^\s*(?:z\b|[A-Z]\w*\.|pageOf\(|define[A-Z]\w*\()/;

/** Last line of the statement that begins at `first`: statements of a formatted file end with `;` and the next line is not indented. */
const endOf = (lines: string[], first: number): number => {
  let last = first;
  while (last < lines.length - 1 && !(lines[last]?.endsWith(';') && !/^[\s)}\]]/.test(lines[last + 1] || 'x'))) last++;
  return last;
};

/**
 * Marks each schema at the top of a file as one that may be left out: the bundler cannot know that building it does nothing else, and would
 * keep every schema of every file that a function reads.
 */
export const droppable = (source: string): string => {
  const lines = source.split('\n');
  const out: string[] = [];
  for (let first = 0; first < lines.length; first++) {
    const line = lines[first] ?? '';
    const head = DECLARATION.exec(line)?.[0];
    const last = head === undefined ? first : endOf(lines, first);
    const statement = lines.slice(first, last + 1).join('\n');
    const value = head === undefined ? '' : statement.slice(head.length).replace(/;$/, '');
    out.push(BUILDS_A_SCHEMA.test(value) ? `${head} /* @__PURE__ */ (() => ${value.trim()})();` : statement);
    first = last;
  }
  return out.join('\n');
};

/** Our own files as a function needs them: no schema that it does not use, none of what only documents need. */
export const lightSchemas: Plugin = {
  name: 'light-schemas',
  setup(bundler) {
    bundler.onLoad({ filter: /\/(?:schemas|functions)\/.*\.ts$/ }, async ({ path }) => ({
      contents: droppable(withoutNames(byNamespace(await readFile(path, 'utf8')))),
      loader: 'ts',
    }));
  },
};
