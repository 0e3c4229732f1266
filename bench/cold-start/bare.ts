import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { bundling, entryOf, functionNames, inParts, isInParts } from '../../lib/bundle.ts';
import type { FunctionName } from '../../schemas/environment.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ours = /^(functions|schemas)\//;
const sdkImport = /import \{([^}]*)\} from '(@aws-sdk\/[^']+)'/g;

/** The files of which a function loads something when it starts, not those that it loads with a call that needs them. */
const startOf = ({ outputs }: Metafile, output: string, found = new Set<string>()): Set<string> => {
  found.add(output);
  for (const { path, kind } of outputs[output]?.imports ?? [])
    if (kind === 'import-statement' && !found.has(path)) startOf({ outputs, inputs: {} }, path, found);
  return found;
};

/** What a function takes from the SDK when it starts, by package. */
const sdkOf = async (name: FunctionName): Promise<Map<string, Set<string>>> => {
  const entryPoints = { [`${name}/index`]: entryOf(name) };
  const options = { ...bundling, ...inParts(name, join(root, entryOf(name))), entryPoints, outdir: 'dist', write: false } as const;
  const { metafile } = await build({ ...options, metafile: true });
  const started = [...startOf(metafile, `dist/${name}/index.mjs`)].flatMap((output) => Object.keys(metafile.outputs[output]?.inputs ?? {}));
  const taken = new Map<string, Set<string>>();
  for (const file of started.filter((path) => ours.test(path))) {
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

/** What a function exists to run, beside the clients: the OpenID Provider is nearly all that its function reads. */
export const librariesOf: Partial<Record<FunctionName, string>> = { 'identity-provider': 'oidc-provider' };

/** A handler that does nothing, beside the same clients: what any function of this kind pays before its first line of its own. */
const sourceOf = (sdk: Map<string, Set<string>>, library?: string): string => {
  const names = [...sdk.values()].flatMap((taken) => [...taken]);
  const clients = names.filter((name) => /^[A-Z]\w*Client$/.test(name) && name !== 'DynamoDBDocumentClient');
  return [
    ...[...sdk].map(([from, taken]) => `import { ${[...taken].join(', ')} } from '${from}';`),
    `export const clients = [${clients.map((name) => `new ${name}({})`).join(', ')}];`,
    `export const used = [${names.join(', ')}];`,
    ...(library === undefined ? [] : [`export * from '${library}';`]),
    "export const handler = async () => ({ statusCode: 200, body: '{}' });",
  ].join('\n');
};

/** Bundles the bare twin of every function, with the library that it exists to run where there is one, the way ours are, into `<outdir>/<name>/index.mjs`, in parts where ours is. */
export const bundleBareTwins = async (outdir: string): Promise<void> => {
  for (const name of functionNames) {
    const source = join(outdir, name, 'bare.ts');
    mkdirSync(dirname(source), { recursive: true });
    writeFileSync(source, sourceOf(await sdkOf(name), librariesOf[name]));
    await build({
      ...bundling,
      ...(isInParts(name) && inParts(name, source)),
      nodePaths: [join(root, 'node_modules')],
      entryPoints: { [`${name}/index`]: source },
      outdir,
    });
  }
};
