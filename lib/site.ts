import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lightSchemas } from './bundling/light-schemas.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where scripts go: each is named after what it says, so a browser may keep it for ever. */
const HASHED_FOLDER = 'assets/app';

/** What a browser may keep: a named script for ever, all else for as long as the caches in front of it. Deployments say the same: docs/deploy.md. */
export const cacheControlOf = (key: string): string =>
  key.startsWith(`${HASHED_FOLDER}/`) ? 'public, max-age=31536000, immutable' : 'public, max-age=30';

/** What starts on a page, and the name by which pages that are written once and stay (fiches) call it. */
const entries = { reader: 'web/app/reader.ts', space: 'web/app/space.tsx' } as const;

interface Built {
  entryPoint?: string;
  imports: { path: string; kind: string }[];
}

/** The script of an entry and all that it needs at once: a page names them together, so that they travel together. */
const scriptsOf = (outputs: Record<string, Built>, entry: string): string[] => {
  const first = Object.keys(outputs).find((file) => outputs[file]?.entryPoint === entry);
  if (!first) throw new Error(`${entry} was not bundled`);
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === 'import-statement') add(path);
  };
  add(first);
  return [...found];
};

const bundleScripts = async (outdir: string): Promise<Record<string, Built>> => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.values(entries),
    outdir: join(outdir, HASHED_FOLDER),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    plugins: [lightSchemas],
  });
  const place = ({ entryPoint, imports }: Built): Built => ({
    ...(entryPoint !== undefined && { entryPoint }),
    imports: imports.map(({ path, kind }) => ({ kind, path: relative(outdir, join(root, path)) })),
  });
  return Object.fromEntries(Object.entries(metafile.outputs).map(([file, built]) => [relative(outdir, join(root, file)), place(built)]));
};

const inPage = (files: string[]): string =>
  files
    .map((file, position) =>
      position === 0 ? `<script type="module" src="/${file}"></script>` : `<link rel="modulepreload" href="/${file}">`,
    )
    .join('\n');

const SCRIPT_IN_PAGE = /<script type="module" src="\/assets\/(\w+)\.js"><\/script>/;

/** Names in a page the very scripts of this build, in place of the name that stays. */
const nameScripts = (file: string, outputs: Record<string, Built>): void => {
  const text = readFileSync(file, 'utf8');
  const name = SCRIPT_IN_PAGE.exec(text)?.[1] as keyof typeof entries | undefined;
  if (name) writeFileSync(file, text.replace(SCRIPT_IN_PAGE, inPage(scriptsOf(outputs, entries[name]))));
};

/**
 * Writes all the files of the site that are not written by a function: those of `web/site` as they are, and the scripts of `web/app`. A script
 * that pages call by a name that stays is one line that leads to the script of today.
 */
export const buildSite = async (outdir: string): Promise<void> => {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  cpSync(join(root, 'web/site'), outdir, { recursive: true });
  const outputs = await bundleScripts(outdir);
  const [reader] = scriptsOf(outputs, entries.reader);
  writeFileSync(join(outdir, 'assets/reader.js'), `import './${relative('assets', reader ?? '')}';\n`);
  for (const file of readdirSync(outdir)) if (file.endsWith('.html')) nameScripts(join(outdir, file), outputs);
};
