import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const LAZILY = 'lazily';
const lazilyFile = fileURLToPath(new URL('../../functions/shared/lazily.ts', import.meta.url));

/** Names and descriptions are for the API document, which is not made in a function; each costs a copy of its schema at every start. */
const withoutNames = (source: string): string => source.replace(/\s*\.register\(z\.globalRegistry, \{[^{}]*\}\)/g, '');

/** A bundle of plain ASCII is taken as it is; one accent, and all of it is decoded and kept in twice the memory. */
export const inAscii = (source: string): string =>
  source.replace(/[^\0-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

const DECLARATION = /^(?:export )?const \w+(?:: [^=]+)? =/;
const ROUTE_PART = /^ {4}(?:params|query|body|form|response):/;
const BUILDS_A_SCHEMA = /^\s*(?:z\b|pageOf\(|defineEvent\()/;

/** A statement of a formatted file ends with `;` and the next line is not indented; a property ends with `,` and the next begins below it. */
const endOf = (lines: string[], first: number, ending: ';' | ','): number => {
  const next = ending === ';' ? /^[^\s)}\]]/ : /^(?: {4}[^\s)}\].]| {2}[)}\]])/;
  const last = lines.findIndex((line, at) => at >= first && line.endsWith(ending) && next.test(lines[at + 1] || 'x'));
  return last === -1 ? lines.length - 1 : last;
};

/**
 * Has each schema at the top of a file, and each part of a route, built when it is first looked at: a function builds those of the call that it
 * answers, not those of all others at each start. The bundler leaves out the ones that nobody names.
 */
export const onFirstUse = (source: string): string => {
  const lines = source.split('\n');
  const out: string[] = [];
  for (let first = 0; first < lines.length; first++) {
    const line = lines[first] ?? '';
    const head = (DECLARATION.exec(line) ?? ROUTE_PART.exec(line))?.[0];
    const ending = head?.endsWith('=') ? ';' : ',';
    const last = head === undefined ? first : endOf(lines, first, ending);
    const value =
      head === undefined
        ? ''
        : lines
            .slice(first, last + 1)
            .join('\n')
            .slice(head.length, -1);
    if (BUILDS_A_SCHEMA.test(value)) {
      out.push(`${head} /* @__PURE__ */ ${LAZILY}(() => ${value.trim()})${ending}`);
      first = last;
    } else out.push(line);
  }
  const changed = out.join('\n');
  return changed === source ? source : `import { ${LAZILY} } from '${LAZILY}'; ${changed}`;
};

/** Our own files as a function needs them: no schema that it does not use, none before it is used, none of what only documents need. */
export const lightSchemas: Plugin = {
  name: 'light-schemas',
  setup(bundler) {
    bundler.onResolve({ filter: new RegExp(`^${LAZILY}$`) }, () => ({ path: lazilyFile }));
    bundler.onLoad({ filter: /\/(?:schemas|functions)\/.*\.ts$/ }, async ({ path }) => ({
      contents: inAscii(onFirstUse(withoutNames(await readFile(path, 'utf8')))),
      loader: 'ts',
    }));
  },
};
