import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Bundles and synthesizes in a process of its own: it can be ended at any moment, and its memory goes with it. */
export const synthesizeApart = async (outdir: string, end: AbortSignal): Promise<void> => {
  const child = spawn(process.execPath, [import.meta.filename, outdir], { stdio: ['ignore', 'inherit', 'inherit'] });
  const kill = () => child.kill('SIGKILL');
  end.addEventListener('abort', kill);
  if (end.aborted) kill();
  const [code] = (await once(child, 'exit')) as [number | null];
  end.removeEventListener('abort', kill);
  if (code !== 0 && !end.aborted) throw new Error('la synthèse des modèles a échoué');
};

if (import.meta.main) {
  const { synthesize } = await import('../lib/synth.ts');
  await synthesize({ stage: 'local', outdir: process.argv[2] ?? '' });
}
