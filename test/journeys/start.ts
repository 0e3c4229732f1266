import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type System, startSystem } from '../../local/system.ts';

type Options = Omit<Parameters<typeof startSystem>[0], 'assemblyDir' | 'dataDir'>;

/** A whole Parvis of its own for one test file, empty at first; stopping it leaves nothing behind. */
export const startTestSystem = async (options: Options = {}): Promise<System & { dataDir: string }> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parvis-journey-'));
  const system = await startSystem({ assemblyDir: inject('assembly'), dataDir, testIssuer: true, ...options });
  const stop = async () => {
    await system.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...system, dataDir, stop };
};
