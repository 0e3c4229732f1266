import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../functions/shared/problem.ts';
import { FicheId } from '../../schemas/fiche.ts';
import { aContent } from '../doubles/fiche-content.ts';
import { renderFiche } from '../doubles/rendered-pages.ts';
import { personOnSite } from '../doubles/site/person.ts';
import { startSite } from '../doubles/site/signed-in-site.ts';
import { troublesOf } from './audit-page.ts';
import { type Browser, startBrowser } from './browser.ts';

const FICHE = '/fiches/particuliers/F5.html';

let browser: Browser;
let site: Awaited<ReturnType<typeof startSite>>;
let context: BrowserContext;
let person: ReturnType<typeof personOnSite>;
beforeAll(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
  site.pages.set(FICHE, renderFiche(aContent(['Un texte.'], { ficheId: FicheId.parse('F5'), title: 'Une fiche' })));
});
afterAll(async () => {
  await browser.stop();
  await site.stop();
});
beforeEach(async () => {
  person = personOnSite();
  site.answers(person.answers);
  context = await browser.newContext();
});
afterEach(() => context.close());

const read = async (): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(site.url + FICHE);
  return page;
};
const signIn = async (): Promise<void> => {
  const page = await context.newPage();
  await page.goto(`${site.url}/mon-espace.html`);
  await page.getByRole('heading', { level: 1, name: 'Tableau de bord' }).waitFor();
};
const followed = () => person.state.subscriptions.some(({ ficheId }) => ficheId === 'F5');

describe('following a fiche from its page', () => {
  it('is one press for somebody who is signed in, in a new tab too', async () => {
    await signIn();
    const page = await read();
    await page.getByRole('link', { name: 'Mon espace' }).waitFor();
    await page.getByRole('button', { name: 'S’abonner' }).click();
    await page.getByText('C’est fait : un courriel vous dira ce qui change de façon importante.').waitFor();
    expect(followed()).toBe(true);
    expect(await troublesOf(page)).toEqual([]);

    const again = await read();
    await again.getByText('Vous suivez cette fiche.').waitFor();
    await again.getByRole('button', { name: 'Me désabonner' }).click();
    await again.getByText('vous ne suivez plus cette fiche').waitFor();
    expect(followed()).toBe(false);
    await again.getByRole('button', { name: 'S’abonner' }).waitFor();
  });

  it('is done for the space that is chosen by somebody who has several, and for their own without a choice', async () => {
    await signIn();
    const page = await read();
    const choice = page.getByLabel('Suivre pour');
    await choice.waitFor();
    expect(await choice.locator('option').allTextContents()).toEqual(['Mon espace personnel', 'Les amis du parc']);
    await choice.focus();
    await page.keyboard.press('ArrowDown');
    expect(person.state.subscriptions.some(({ ficheId }) => ficheId === 'F5')).toBe(false);
    await page.getByRole('button', { name: 'S’abonner' }).click();
    await page.getByText('Vous la suivez pour « Les amis du parc ».').waitFor();
    expect(person.state.subscriptions.filter(({ ficheId }) => ficheId === 'F5').map(({ spaceId }) => spaceId)).toEqual([
      person.state.spaces.association,
    ]);
    expect(await page.getByRole('link', { name: 'Mes abonnements' }).getAttribute('href')).toContain(person.state.spaces.association);
    expect(await troublesOf(page)).toEqual([]);
    await choice.selectOption('Mon espace personnel');
    await page.getByRole('button', { name: 'S’abonner' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'S’abonner' }).waitFor();
    expect(await choice.inputValue()).toBe(person.state.personalSpaceId);
  });

  it('offers no choice to somebody who has one space', async () => {
    person.state.spaces.spaces = person.state.spaces.spaces.slice(0, 1);
    await signIn();
    const page = await read();
    await page.getByRole('button', { name: 'S’abonner' }).click();
    await page.getByText('C’est fait').waitFor();
    expect(await page.getByLabel('Suivre pour').count()).toBe(0);
    expect(await page.getByText('Vous la suivez pour').count()).toBe(0);
  });

  it('leads to the sign-in otherwise, and is done on return', async () => {
    const page = await read();
    await page.getByRole('button', { name: 'S’abonner' }).waitFor();
    expect(await page.locator('.door a').textContent()).toBe('Se connecter');
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'S’abonner' }).press('Enter');
    await page.getByText('C’est fait').waitFor();
    expect(page.url()).toBe(site.url + FICHE);
    expect(followed()).toBe(true);
    await page.reload();
    await page.getByText('Vous suivez cette fiche.').waitFor();
  });

  it('is not done by merely coming back later, when the sign-in was given up', async () => {
    site.issuer.says = 'no';
    const page = await read();
    await page.getByRole('button', { name: 'S’abonner' }).click();
    await page.getByRole('heading', { name: 'La connexion n’a pas abouti' }).waitFor();
    site.issuer.says = 'yes';
    await page.getByRole('button', { name: 'Me connecter' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tableau de bord' }).waitFor();
    await page.goto(site.url + FICHE);
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: 'S’abonner' }).waitFor();
    expect(followed()).toBe(false);
  });

  it('says what is in the way, and what to do', async () => {
    await signIn();
    site.answers({
      ...person.answers,
      subscribeToFiche: () => {
        throw new Problem('too-many-subscriptions', 'Un espace suit au plus 200 fiches.');
      },
    });
    const page = await read();
    await page.getByRole('button', { name: 'S’abonner' }).click();
    await page.getByText('Un espace suit au plus 200 fiches.').waitFor();
    expect(await page.getByRole('button', { name: 'S’abonner' }).isVisible()).toBe(true);
  });

  it('asks nothing of the API and loads no library for somebody who only reads', async () => {
    const page = await read();
    await page.getByRole('button', { name: 'S’abonner' }).waitFor();
    expect(site.asked()).toEqual([]);
    const scripts = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(({ name }) => name.endsWith('.js')),
    );
    expect(scripts.length).toBeGreaterThan(1);
    expect(scripts.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)).toBeLessThan(6_000);
  });

  it('leaves the page whole without a script', async () => {
    const bare = await browser.newContext({ javaScriptEnabled: false });
    const page = await bare.newPage();
    await page.goto(site.url + FICHE);
    expect(await page.getByRole('link', { name: 'Se connecter' }).isVisible()).toBe(true);
    await page.goto(`${site.url}/mon-espace.html`);
    expect(await page.getByText('autorisez JavaScript pour ce site').isVisible()).toBe(true);
    await bare.close();
  });
});
