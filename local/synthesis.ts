import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { markOfSources } from '../lib/sources.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles and synthesizes in a process of its own: it can be ended at any moment, and its memory goes with it. What was made of the very
 * sources of now is left as it is.
 */
export const synthesizeApart = async (outdir: string, end: AbortSignal): Promise<void> => {
  const mark = join(outdir, 'made-from');
  const sources = markOfSources(root);
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
