import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { environments, type FunctionName } from '../schemas/environment.ts';
import { routesByFunction } from '../schemas/routes/index.ts';
import { fewMediaTypes } from './bundling/few-media-types.ts';
import { fewUndici } from './bundling/few-undici.ts';
import { lightSchemas } from './bundling/light-schemas.ts';
import { oneStart } from './bundling/one-start.ts';
import { ownEnvironment } from './bundling/own-environment.ts';
import { ownProblems } from './bundling/own-problems.ts';
import { straightImports } from './bundling/straight-imports.ts';
import { markOfSources } from './sources.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export const functionNames = Object.keys(environments) as FunctionName[];

/** Where a function's code begins: `fiches-importer` is `functions/fiches/entry/importer.ts`. */
export const entryOf = (name: FunctionName): string => {
  const [capability, ...rest] = name.split('-');
  return `functions/${capability}/entry/${rest.join('-')}.ts`;
};

/**
 * Takes Node's own modules from `process.getBuiltinModule`: an ESM import of `node:http` reads every export, lazy ones too, and that loads
 * a whole HTTP client that nobody asked for, at each cold start.
 */
const builtins: Plugin = {
  name: 'builtins-by-process',
  setup(bundler) {
    const named = new RegExp(`^(node:)?(${builtinModules.join('|')})$`);
    bundler.onResolve({ filter: named }, ({ path }) => ({ path: path.replace(/^node:/, ''), namespace: 'node-builtin' }));
    bundler.onLoad({ filter: /.*/, namespace: 'node-builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('node:${path}');`,
    }));
  },
};

/** How a function is bundled; whoever compares with a bundle of ours bundles so too. */
export const bundling = {
  absWorkingDir: root,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
  /** Zod asks it which browser this is; to answer, Node loads a module. */
  define: { navigator: 'undefined' },
  plugins: [builtins, fewMediaTypes, fewUndici, lightSchemas],
} satisfies BuildOptions;

/**
 * Somebody waits for these too: an editor for an import, whoever deploys for the first invitation. What decodes pictures is megabytes, and what
 * sends one by one is two fifths of those that send.
 */
const alsoInParts: readonly FunctionName[] = [
  'fiches-importer',
  'identity-first-administrator',
  'documents-previewer',
  'alerts-delivery',
  'alerts-digest-delivery',
];

/**
 * People wait for those that answer the API: there, what few calls need, of ours or of the SDK, lies in files of its
 * own beside the entry, and is read when such a call comes. Others are one file: nobody would notice, and to bundle each alone takes time.
 */
export const isInParts = (name: FunctionName): boolean => name in routesByFunction || alsoInParts.includes(name);

/** The OpenID Provider calls what it keeps by the names of its classes: without them it would answer every code as wrong. */
const keepsNames: readonly FunctionName[] = ['identity-provider'];

/** Each function in parts is bundled alone: parts are shared by all that are bundled together. `entry` is the whole path of its first file. */
export const inParts = (name: FunctionName, entry: string) =>
  ({
    splitting: true,
    chunkNames: `${name}/[name]-[hash]`,
    keepNames: keepsNames.includes(name),
    plugins: [oneStart(entry), straightImports, ownEnvironment([name]), ownProblems(name), ...bundling.plugins],
  }) satisfies BuildOptions;

const together = (names: FunctionName[]) => ({ plugins: [ownEnvironment(names), ...bundling.plugins] }) satisfies BuildOptions;

const outputsOf = async (names: FunctionName[], options: BuildOptions) => {
  const entryPoints = Object.fromEntries(names.map((name) => [`${name}/index`, entryOf(name)]));
  const { outputFiles } = await build({ ...bundling, ...options, entryPoints, outdir: join(root, 'dist'), write: false });
  return outputFiles.map(({ path, contents }) => ({ file: relative(join(root, 'dist'), path), contents }));
};

/** A file that already says the same is left alone, so that whoever reads it meanwhile never sees half of it. */
const writeChanged = (path: string, contents: Uint8Array): void => {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
};

/** Parts of before have other names: left there, they would be deployed too. */
const removeOthers = (folder: string, files: Set<string>): void => {
  for (const file of readdirSync(folder)) if (!files.has(join(folder, file))) rmSync(join(folder, file), { recursive: true });
};

const bundleAnew = async (outdir: string): Promise<void> => {
  const files = new Set<string>();
  const write = (outputs: Awaited<ReturnType<typeof outputsOf>>): void => {
    for (const { file, contents } of outputs) {
      writeChanged(join(outdir, file), contents);
      files.add(join(outdir, file));
    }
  };
  const whole = functionNames.filter((name) => !isInParts(name));
  write(await outputsOf(whole, together(whole)));
  for (const name of functionNames.filter(isInParts)) write(await outputsOf([name], inParts(name, join(root, entryOf(name)))));
  for (const name of functionNames) removeOthers(join(outdir, name), files);
};

/** In a folder of bundles: the mark of the sources that they were made from. */
const MADE_FROM = 'made-from';

/**
 * Bundles every function into `<outdir>/<name>/index.mjs`, its parts beside it, each with its source map: the same bytes from the same sources,
 * wherever they lie. What was made of the very sources of now is left as it is.
 */
export const bundleFunctions = async (outdir: string): Promise<void> => {
  const missing = functionNames.map(entryOf).filter((entry) => !existsSync(join(root, entry)));
  if (missing.length > 0) throw new Error(`functions without an entry file: ${missing.join(', ')}`);
  const mark = join(outdir, MADE_FROM);
  const sources = markOfSources(root);
  const isThere = functionNames.every((name) => existsSync(join(outdir, name, 'index.mjs')));
  if (isThere && existsSync(mark) && readFileSync(mark, 'utf8') === sources) return;
  rmSync(mark, { force: true });
  await bundleAnew(outdir);
  writeFileSync(mark, sources);
};
