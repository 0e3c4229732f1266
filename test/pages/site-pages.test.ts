import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { homePage } from '../../functions/fiches/pages/home-page.ts';
import { removedPage } from '../../functions/fiches/pages/removed-page.ts';
import { revisionsPage } from '../../functions/fiches/pages/revisions-page.ts';
import { themePage } from '../../functions/fiches/pages/theme-page.ts';
import type { FicheContent } from '../../schemas/fiche-content.ts';
import { firstStored, renderDifference, renderFiche, sampleContents } from '../doubles/rendered-pages.ts';
import { serveSite } from '../doubles/site-server.ts';
import { aStoredFiche } from '../doubles/stored-fiche.ts';
import { troublesOf } from './audit-page.ts';
import { type Browser, startBrowser } from './browser.ts';

const theme = { audience: 'particuliers' as const, themeId: 'N19803', title: 'Argent', fiches: 1 };
const pages = new Map<string, string>();
const at = (contents: Map<string, FicheContent>, key: string): FicheContent => {
  const content = contents.get(key);
  if (!content) throw new Error(`the sample has no ${key}`);
  return content;
};

let browser: Browser;
let server: Awaited<ReturnType<typeof serveSite>>;
/** One for all pages of the site, as readers have it: a page of its own for each would be a process of its own. */
let page: Page;

beforeAll(async () => {
  const [before, after] = await Promise.all([sampleContents('fiches-sample'), sampleContents('fiches-sample-revision2')]);
  pages.set('/', homePage([theme, { ...theme, audience: 'associations', fiches: 1_234 }]));
  pages.set('/theme', themePage(theme, [...before.values()].slice(0, 12)));
  pages.set('/removed', removedPage({ fiche: { ...aStoredFiche('F2'), status: 'removed' }, revisions: [] }));
  const { fiche, revision } = firstStored(at(before, 'particuliers#F2'));
  pages.set('/revisions', revisionsPage(fiche, Array<typeof revision>(30).fill(revision), 'https://ville.test'));
  pages.set('/situations', renderFiche(at(before, 'particuliers#F2')));
  pages.set('/tables', renderFiche(at(before, 'particuliers#F984')));
  pages.set('/service', renderFiche([...before.values()].find(({ kind }) => kind === 'service') ?? at(before, 'service')));
  pages.set('/difference', renderDifference(at(before, 'particuliers#F42'), at(after, 'particuliers#F42')));
  [browser, server] = await Promise.all([startBrowser(), serveSite(pages)]);
  page = await (await browser.newContext()).newPage();
});
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const open = (address: string) => page.goto(server.url + address);

const addresses = ['/', '/theme', '/removed', '/situations', '/tables', '/service', '/difference', '/revisions', '/nowhere'];

describe('the pages of the site', () => {
  it.each(addresses)('are open to everybody and never scroll sideways: %s', async (address) => {
    await open(address);
    expect(await troublesOf(page)).toEqual([]);
  });

  it('let the keyboard skip to the content, and show where it is', async () => {
    await open('/situations');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Aller au contenu' });
    expect(await skip.evaluate((link) => link === document.activeElement && link.getBoundingClientRect().top >= 0)).toBe(true);
    expect(await skip.evaluate((link) => getComputedStyle(link).outlineStyle)).toBe('solid');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contenu');
  });

  it('load nothing from elsewhere, and no script or style that is written into them', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${server.url}/tables`);
    expect(asked.filter((url) => !url.startsWith(server.url))).toEqual([]);
    expect(await page.locator('script').evaluateAll((scripts) => scripts.map((script) => script.getAttribute('src')))).toEqual([
      '/assets/reader.js',
    ]);
    expect(await page.locator('[style], style, [onclick]').count()).toBe(0);
  });
});
