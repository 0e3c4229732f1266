import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Chromium's sandbox needs rights that a build machine rarely gives; nothing else of its protections is switched off. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--disable-background-networking'];

/** A browser unpacked into a folder of its own: the packed one would reuse whatever browser lies in the temporary folder, of any version. */
export const startBrowser = async (): Promise<{ browser: Browser; stop: () => Promise<void> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-browser-'));
  process.env['TMPDIR'] = folder;
  const { default: packed } = await import('@sparticuz/chromium');
  const browser = await chromium.launch({ executablePath: await packed.executablePath(), args: FLAGS });
  return {
    browser,
    async stop() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
