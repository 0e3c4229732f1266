import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Packages of the SDK whose index hands on, for the most part, what lies in other files. */
const WITH_AN_INDEX = /^@(smithy|aws-sdk)\/(core\/[\w-]+|xml-builder)$/;
const HANDED_ON = /^export \{([^}]*)\} from "([^"]*)";\n?/gm;
const TAKEN = /^(?:import|export) \{([^}]*)\} from ["'](@[^"']*)["'];$/gm;
const STRAIGHT = 'straight';
const OWN = 'own-of-an-index';
const RESOLVED = 'resolved';

const namesIn = (list: string): { name: string; as: string }[] =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part && !part.startsWith('type '))
    .map((part) => part.split(' as '))
    .map(([name = '', as = name]) => ({ name, as }));

/** What a module takes from a package, by its names there; undefined when it takes all of it. */
const takenFrom = (source: string, from: string): Set<string> | undefined => {
  const lists = [...source.matchAll(TAKEN)].filter((line) => line[2] === from).map(([, list = '']) => list);
  return lists.length > 0 ? new Set(lists.flatMap(namesIn).map(({ name }) => name)) : undefined;
};

/** Hands on of an index what one module takes of it, each name from the file where it is. */
const straight = (index: string, text: string, names: Set<string>): string => {
  const origins = new Map<string, string>();
  for (const [, list = '', from = ''] of text.matchAll(HANDED_ON))
    for (const { name, as } of namesIn(list))
      origins.set(as, `export { ${name} as ${as} } from ${JSON.stringify(from.startsWith('.') ? join(dirname(index), from) : from)};`);
  return [...names].map((name) => origins.get(name) ?? `export { ${name} } from ${JSON.stringify(`${OWN}:${index}`)};`).join('\n');
};

/**
 * Has modules take what they need of the SDK from where it is, past the index of its package. The bundler gives whole files to whatever
 * reaches them: by an index, a start reaches all that any part takes of it, such as the XML of S3 where it only calls DynamoDB.
 */
export const straightImports: Plugin = {
  name: 'straight-imports',
  setup(bundler) {
    const texts = new Map<string, Promise<string>>();
    const textOf = (path: string): Promise<string> => {
      const text = texts.get(path) ?? readFile(path, 'utf8');
      texts.set(path, text);
      return text;
    };
    bundler.onResolve({ filter: WITH_AN_INDEX }, async ({ path, kind, importer, namespace, resolveDir, pluginData }) => {
      if (kind !== 'import-statement' || pluginData === RESOLVED) return undefined;
      const index = await bundler.resolve(path, { kind, importer, namespace, resolveDir, pluginData: RESOLVED });
      const names = namespace === 'file' ? takenFrom(await textOf(importer), path) : undefined;
      if (!names || index.namespace !== 'file') return index;
      return {
        path: `${path} for ${importer}`,
        namespace: STRAIGHT,
        sideEffects: false,
        pluginData: { index: index.path, names },
      };
    });
    bundler.onLoad({ filter: /.*/, namespace: STRAIGHT }, async ({ pluginData: { index, names } }) => ({
      contents: straight(index, await textOf(index), names),
      resolveDir: dirname(index),
    }));
    bundler.onResolve({ filter: new RegExp(`^${OWN}:`) }, ({ path }) => ({
      path: path.slice(OWN.length + 1),
      namespace: OWN,
      sideEffects: false,
    }));
    bundler.onLoad({ filter: /.*/, namespace: OWN }, async ({ path }) => ({
      contents: (await textOf(path)).replaceAll(HANDED_ON, ''),
      resolveDir: dirname(path),
    }));
  },
};
