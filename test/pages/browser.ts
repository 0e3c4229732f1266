import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { inject } from 'vitest';

/** What looks for faults in a page: half the size of the one that `axe-core` gives as text. */
export const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Browser {
  /** A browser of its own to its pages, in French. What looks for faults is in each page from its start: to send it there later takes longer than all the rest. */
  newContext: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  stop: () => Promise<void>;
}

/** The browser that all test files share, as one of them sees it. */
export const startBrowser = async (): Promise<Browser> => {
  const browser = await chromium.connect(inject('browserAddress'));
  return {
    async newContext(options = {}) {
      const context = await browser.newContext({ locale: 'fr-FR', ...options });
      await context.addInitScript(axeScript);
      return context;
    },
    stop: () => browser.close(),
  };
};
