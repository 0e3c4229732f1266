import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** All that an assembly is made of, but for the libraries, which the lock file names. */
const SOURCES = ['bin', 'lib', 'functions', 'schemas', 'cdk.json', 'package-lock.json'];

const filesOf = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .map((file) => join(path, file))
        .filter((file) => statSync(file).isFile())
        .sort()
    : [path];

/** Another text as soon as a source is added, taken away, or written to. */
const sourcesNow = (): string => {
  const hash = createHash('sha256').update(process.version);
  for (const path of SOURCES.flatMap((source) => filesOf(join(root, source)))) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
};

/**
 * Bundles and synthesizes in a process of its own: it can be ended at any moment, and its memory goes with it. What was made of the very
 * sources of now is left as it is.
 */
export const synthesizeApart = async (outdir: string, end: AbortSignal): Promise<void> => {
  const mark = join(outdir, 'made-from');
  const sources = sourcesNow();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return;
  rmSync(mark, { force: true });
  const child = spawn(process.execPath, [import.meta.filename, outdir], { stdio: ['ignore', 'inherit', 'inherit'] });
  const kill = () => child.kill('SIGKILL');
  end.addEventListener('abort', kill);
  if (end.aborted) kill();
  const [code] = (await once(child, 'exit')) as [number | null];
  end.removeEventListener('abort', kill);
  if (end.aborted) return;
  if (code !== 0) throw new Error('la synthèse des modèles a échoué');
  writeFileSync(mark, sources);
};

if (import.meta.main) {
  const { synthesize } = await import('../lib/synth.ts');
  await synthesize({ stage: 'local', outdir: process.argv[2] ?? '' });
}
