import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SITE_CLIENT } from '../../schemas/client.ts';
import { personOnSite } from '../doubles/site/person.ts';
import { startSite } from '../doubles/site/signed-in-site.ts';
import { troublesOf } from './audit-page.ts';
import { type Browser, startBrowser } from './browser.ts';

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
  site.answers(personOnSite().answers);
  Object.assign(site.issuer, { says: 'yes', life: 300, renewals: 0, reused: 0 });
  context = await browser.newContext();
});
afterEach(() => context.close());

const open = async (place = ''): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`${site.url}/mon-espace.html${place}`);
  return page;
};
const titleOf = (page: Page) => page.locator('h1').textContent();
const dashboard = async (page: Page) => {
  await page.getByRole('heading', { level: 1, name: 'Tableau de bord' }).waitFor();
  return page;
};

describe('signing in', () => {
  it('comes back to the very place, with nothing of it left in the address', async () => {
    const page = await open('#/alertes');
    await page.getByRole('heading', { level: 1, name: 'Mes alertes' }).waitFor();
    expect(page.url()).toBe(`${site.url}/mon-espace.html#/alertes`);
    expect(await page.title()).toBe('Mes alertes – Parvis');
  });

  it('says that it did not succeed, and lets one begin again', async () => {
    site.issuer.says = 'no';
    const page = await open();
    await page.getByRole('heading', { name: 'La connexion n’a pas abouti' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    expect(page.url()).toBe(`${site.url}/mon-espace.html`);
    site.issuer.says = 'yes';
    await page.getByRole('button', { name: 'Me connecter' }).click();
    await dashboard(page);
  });

  it('runs no script and no style that is written into a page', async () => {
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(`${site.url}/mon-espace.html`);
    await dashboard(page);
    expect(said).toEqual([]);
    expect(await page.locator('script:not([src]), style, [style], [onclick]').count()).toBe(0);
  });
});

describe('a session', () => {
  it('is renewed without a word when its token ends', async () => {
    site.issuer.life = 1;
    const page = await dashboard(await open());
    site.issuer.life = 300;
    await page.getByRole('navigation').getByRole('link', { name: 'Mes alertes' }).click();
    await page.getByLabel('Mon choix habituel').waitFor();
    expect(site.issuer.renewals).toBeGreaterThan(0);
  });

  it('is shared by tabs, which never use one refresh token twice, however they renew at once', async () => {
    const first = await dashboard(await open());
    const second = await dashboard(await open());
    expect(await second.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('user:')).length)).toBe(1);
    site.issuer.spoilTokens();
    const go = (page: Page) => page.getByRole('navigation').getByRole('link', { name: 'Mes alertes' }).click();
    await Promise.all([go(first), go(second)]);
    await Promise.all([first, second].map((page) => page.getByLabel('Mon choix habituel').waitFor()));
    expect(site.issuer.reused).toBe(0);
    expect(await first.evaluate(() => localStorage.length)).toBe(0);
  });

  it('ends in every tab at once, at the issuer too, and no token is in an address', async () => {
    const first = await dashboard(await open());
    const second = await dashboard(await open());
    const asked: string[] = [];
    first.on('request', (request) => asked.push(request.url()));
    await first.getByText('camille.martin@exemple.fr').first().click();
    await Promise.all([
      first.waitForURL(site.url + SITE_CLIENT.signedOutTo),
      second.waitForURL(`${site.url}/`),
      first.getByRole('button', { name: 'Me déconnecter' }).click(),
    ]);
    expect(site.issuer.ended.at(-1)?.get('client_id')).toBe('site');
    expect(site.issuer.ended.at(-1)?.get('id_token_hint')).toMatch(/^ey/);
    expect(asked.filter((url) => /ey[\w-]+\.|token/.test(new URL(url).search))).toEqual([]);
    expect(await first.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it('that has ended leads to the sign-in and back, with what was typed', async () => {
    const page = await dashboard(await open());
    await page.getByRole('navigation').getByRole('link', { name: 'Mes alertes' }).click();
    await page.getByLabel('Numéro de téléphone mobile').fill('06 12 34 56 78');
    site.issuer.endSessions();
    await page.getByRole('button', { name: 'Recevoir un code' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('Votre session a pris fin.').waitFor();
    expect(await alert.evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await troublesOf(page)).toEqual([]);
    await alert.getByRole('button', { name: 'Me reconnecter' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mes alertes' }).waitFor();
    expect(await page.getByLabel('Numéro de téléphone mobile').inputValue()).toBe('06 12 34 56 78');
  });

  it('keeps nothing of what somebody else has typed in this tab', async () => {
    const page = await dashboard(await open('#/'));
    await page.evaluate(() => {
      sessionStorage.setItem('parvis.kept.telephone', '{"number":"06 99 99 99 99"}');
      sessionStorage.setItem('parvis.kept-for', 'somebody else');
    });
    await page.goto(`${site.url}/mon-espace.html#/alertes`);
    await page.reload();
    await page.getByLabel('Numéro de téléphone mobile').waitFor();
    expect(await page.getByLabel('Numéro de téléphone mobile').inputValue()).toBe('');
  });
});

describe('the frame', () => {
  it('moves the focus to the title of each page, and names it in the tab', async () => {
    const page = await dashboard(await open());
    const link = page.getByRole('navigation').getByRole('link', { name: 'Mes abonnements' });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Mes abonnements' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await page.title()).toBe('Mes abonnements – Parvis');
    await page.goBack();
    await dashboard(page);
  });

  it('lets the keyboard skip to the content, and opens and closes its menu', async () => {
    const page = await dashboard(await open());
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Aller au contenu');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contenu');
    expect(await titleOf(page)).toBe('Tableau de bord');
    await page.locator('summary', { hasText: 'camille.martin@exemple.fr' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('button', { name: 'Me déconnecter' }).isVisible()).toBe(true);
    expect(await troublesOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: 'Me déconnecter' }).isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
  });

  it('says when the connection is lost, tries again, and loses nothing', async () => {
    const page = await dashboard(await open());
    await page.getByRole('navigation').getByRole('link', { name: 'Mes alertes' }).click();
    await page.getByLabel('Fuseau horaire').fill('Indian/Reunion');
    await context.setOffline(true);
    await page.locator('.lost').waitFor();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Rien de ce que vous avez écrit n’est perdu').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Vos choix sont enregistrés.').waitFor();
    expect(await page.getByLabel('Fuseau horaire').inputValue()).toBe('Indian/Reunion');
  });

  it('has a page for a place that leads nowhere', async () => {
    const page = await open('#/nulle-part');
    await page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
  });
});
