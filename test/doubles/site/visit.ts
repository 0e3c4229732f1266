import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Browser, startBrowser } from '../../pages/browser.ts';
import type { Answers } from './api.ts';
import { startSite } from './signed-in-site.ts';

/** A browser and the site for the tests of a file: each test begins with nobody signed in, and with the answers that it is given. */
export const visits = (answers: () => Answers) => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof startSite>>;
  let context: BrowserContext;
  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), startSite()]);
  });
  afterAll(async () => {
    await browser.stop();
    await site.stop();
  });
  beforeEach(async () => {
    site.answers(answers());
    context = await browser.newContext({ timezoneId: 'Europe/Paris' });
  });
  afterEach(() => context.close());
  return {
    site: () => site,
    /** At a place of the space; the issuer signs in on the way whoever has to be signed in to see it. */
    async open(place: string): Promise<Page> {
      const page = await context.newPage();
      await page.goto(`${site.url}/mon-espace.html#${place}`);
      await page.locator('main h1[tabindex]').waitFor();
      return page;
    },
  };
};
