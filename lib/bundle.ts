import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { environments, type FunctionName } from '../schemas/environment.ts';
import { lightSchemas } from './bundling/light-schemas.ts';

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

/** How a function becomes one file; whoever compares with a bundle of ours bundles so too. */
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
  plugins: [builtins, lightSchemas],
} satisfies BuildOptions;

/** A file that already says the same is left alone, so that whoever reads it meanwhile never sees half of it. */
const writeChanged = (path: string, contents: Uint8Array): void => {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
};

/** Bundles every function into `<outdir>/<name>/index.mjs` with its source map: the same bytes from the same sources, wherever they lie. */
export const bundleFunctions = async (outdir: string): Promise<void> => {
  const missing = functionNames.map(entryOf).filter((entry) => !existsSync(join(root, entry)));
  if (missing.length > 0) throw new Error(`functions without an entry file: ${missing.join(', ')}`);
  const { outputFiles } = await build({
    ...bundling,
    entryPoints: Object.fromEntries(functionNames.map((name) => [`${name}/index`, entryOf(name)])),
    outdir: join(root, 'dist'),
    write: false,
  });
  for (const { path, contents } of outputFiles) writeChanged(join(outdir, path.slice(join(root, 'dist').length)), contents);
};
