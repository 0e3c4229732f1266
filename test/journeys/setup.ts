import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../lib/synth.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the stacks, synthesized once for all journeys. */
    assembly: string;
  }
}

/** The journeys run on what `npm run synth` makes, from today's code. */
const setup = async (project: TestProject): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-journeys-'));
  const outdir = join(folder, 'cdk.out');
  await synthesize({ stage: 'local', outdir });
  project.provide('assembly', outdir);
  return () => rmSync(folder, { recursive: true, force: true });
};

export default setup;
