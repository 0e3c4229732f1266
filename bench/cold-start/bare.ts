import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundling, entryOf, functionNames, inParts, isInParts } from '../../lib/bundle.ts';
import type { FunctionName } from '../../schemas/environment.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ours = /^(functions|schemas)\//;
const sdkImport = /import \{([^}]*)\} from '(@aws-sdk\/[^']+)'/g;

/** What the code of one function takes from the SDK, by package: only the files that its bundle really holds are read. */
const sdkOf = async (name: FunctionName): Promise<Map<string, Set<string>>> => {
  const { metafile } = await build({ ...bundling, entryPoints: [entryOf(name)], outdir: 'dist', write: false, metafile: true });
  const taken = new Map<string, Set<string>>();
  for (const file of Object.keys(metafile.inputs).filter((path) => ours.test(path))) {
    for (const [, names = '', from = ''] of readFileSync(join(root, file), 'utf8').matchAll(sdkImport)) {
      const values = names
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part && !part.startsWith('type '));
      if (values.length > 0) taken.set(from, new Set([...(taken.get(from) ?? []), ...values]));
    }
  }
  return taken;
};

/** A handler that does nothing, beside the same clients: what any function of this kind pays before its first line of its own. */
const sourceOf = (sdk: Map<string, Set<string>>): string => {
  const names = [...sdk.values()].flatMap((taken) => [...taken]);
  const clients = names.filter((name) => /^[A-Z]\w*Client$/.test(name) && name !== 'DynamoDBDocumentClient');
  return [
    ...[...sdk].map(([from, taken]) => `import { ${[...taken].join(', ')} } from '${from}';`),
    `export const clients = [${clients.map((name) => `new ${name}({})`).join(', ')}];`,
    `export const used = [${names.join(', ')}];`,
    "export const handler = async () => ({ statusCode: 200, body: '{}' });",
  ].join('\n');
};

/** Bundles the bare twin of every function, the way ours are, into `<outdir>/<name>/index.mjs`, in parts where ours is. */
export const bundleBareTwins = async (outdir: string): Promise<void> => {
  for (const name of functionNames) {
    const { outputFiles } = await build({
      ...bundling,
      ...(isInParts(name) && inParts(name)),
      stdin: { contents: sourceOf(await sdkOf(name)), resolveDir: root, sourcefile: `${name}.ts`, loader: 'ts' },
      entryNames: `${name}/index`,
      outdir,
      write: false,
    });
    for (const { path, contents } of outputFiles) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, contents);
    }
  }
};
