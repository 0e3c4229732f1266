import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type System, startSystem } from '../../local/system.ts';

type Options = Omit<Parameters<typeof startSystem>[0], 'assemblyDir' | 'dataDir'> & { dataDir?: string };

/** What `pause` stops without losing it can be started again, in its `dataDir`. */
export type TestSystem = System & { dataDir: string; pause: () => Promise<void> };

/** A whole Parvis of its own for one test file, empty at first; stopping it leaves nothing behind. */
export const startTestSystem = async (options: Options = {}): Promise<TestSystem> => {
  const { dataDir = mkdtempSync(join(tmpdir(), 'parvis-journey-')), ...others } = options;
  const system = await startSystem({ assemblyDir: inject('assembly'), dataDir, testIssuer: true, ...others });
  const stop = async () => {
    await system.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...system, dataDir, pause: system.stop, stop };
};
