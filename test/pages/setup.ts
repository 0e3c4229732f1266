import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser listens. */
    browserAddress: string;
  }
}

/** Chromium's sandbox needs rights that a build machine rarely gives; nothing else of its protections is switched off. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--disable-background-networking'];

/**
 * One browser for all test files: to unpack and start it takes five seconds of a processor. It is unpacked into a folder of its own, because the
 * packed one would reuse whatever browser lies in the temporary folder, of any version.
 */
const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const before = process.env['TMPDIR'];
  const folder = mkdtempSync(join(tmpdir(), 'parvis-browser-'));
  process.env['TMPDIR'] = folder;
  const { default: packed } = await import('@sparticuz/chromium');
  const executablePath = await packed.executablePath();
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  const server = await chromium.launchServer({ executablePath, args: FLAGS, host: '127.0.0.1' });
  project.provide('browserAddress', server.wsEndpoint());
  return async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
};

export default setup;
