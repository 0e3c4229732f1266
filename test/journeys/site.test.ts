import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { actAsStaff, importArchive, openAccount, waitFor } from '../../local/acting.ts';
import { putSiteFiles } from '../../local/site-files.ts';
import { type System, startSystem } from '../../local/system.ts';
import { SITE_CLIENT } from '../../schemas/client.ts';
import { cookieBrowser } from '../doubles/cookie-browser.ts';
import { chooseThere } from '../doubles/look-alike-server.ts';
import { aPartner, register } from '../doubles/partner-services.ts';
import { serveSite } from '../doubles/site-server.ts';
import { pdf } from '../doubles/wallet.ts';
import { type Browser, startBrowser } from '../pages/browser.ts';
import { particuliers, smallArchive } from './faults/fiches.ts';

const { audience, ficheId } = particuliers('F100');
const FICHE = `/fiches/${audience}/${ficheId}.html`;

/** A person, a browser and the whole of Parvis: the site's own client at our own provider, and what a person does there. */
describe('the signed-in site on the running system', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-site-journey-'));
  let system: System;
  let browser: Browser;
  let context: BrowserContext;
  let service: Awaited<ReturnType<typeof serveSite>>;
  let partner: ReturnType<typeof aPartner>;

  const start = (more: { testIssuer: boolean; port?: number }) =>
    startSystem({ assemblyDir: inject('assembly'), dataDir: join(folder, 'data'), report: () => {}, ...more });

  /** Somebody whom FranceConnect vouches for, and a fiche: made as an administrator and an editor do. */
  const prepare = async (): Promise<void> => {
    const { actor } = await openAccount(system, 'camille@exemple.fr');
    const { ticket } = await actor.askIdentityLink({ params: { provider: 'franceconnect' } });
    const visitor = cookieBrowser();
    const { text } = await visitor.open(`${system.address}/api/identity/franceconnect/link`, { form: { ticket } });
    const there = /href="([^"]+\/authorize[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { location } = await chooseThere(visitor, there, { person: 'camille-martin', way: 'eidas1' });
    expect((await visitor.open(location ?? '')).status).toBe(200);
    partner = aPartner({ signedOutTo: [`${service.url}/au-revoir`] });
    await register(actAsStaff(system, 'administrator'), partner);
    await importArchive(actAsStaff(system, 'editor'), smallArchive(2), { scope: 'partial' });
    await waitFor('the page of the fiche', async () => (await fetch(system.address + FICHE)).ok);
  };

  beforeAll(async () => {
    [system, service] = await Promise.all([start({ testIssuer: true }), serveSite(new Map())]);
    await prepare();
    const port = Number(new URL(system.address).port);
    await system.stop();
    [system, browser] = await Promise.all([start({ testIssuer: false, port }), startBrowser()]);
    await putSiteFiles(system, join(folder, 'site'));
    context = await browser.newContext();
  });
  afterAll(async () => {
    await Promise.all([browser.stop(), service.stop()]);
    await system.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const signInThere = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: 'S’identifier avec FranceConnect' }).click();
    await page
      .getByRole('button', { name: /Camille/ })
      .first()
      .click();
  };

  it('follows a fiche in one press, through the sign-in and back', async () => {
    const page = await context.newPage();
    await page.goto(system.address + FICHE);
    await page.getByRole('button', { name: 'S’abonner' }).click();
    await signInThere(page);
    await page.getByText('C’est fait : un courriel vous dira').waitFor();
    expect(page.url()).toBe(system.address + FICHE);
    await page.getByRole('link', { name: 'Mon espace' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tableau de bord' }).waitFor();
    await page.locator('.tile').getByRole('link', { name: 'Mes abonnements' }).click();
    await page.getByText('Vous suivez 1 fiche.').waitFor();
  });

  it('keeps a document, once it was checked, and gives it back', async () => {
    const page = await context.newPage();
    await page.goto(`${system.address}/mon-espace.html`);
    await page.getByRole('navigation').getByRole('link', { name: 'Mes documents' }).click();
    await page.getByRole('link', { name: 'Ajouter un document' }).click();
    await page.getByLabel('Nom du document').fill('Attestation');
    await page.getByLabel('Fichiers').setInputFiles([{ name: 'attestation.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf()) }]);
    await page.getByRole('button', { name: 'Ajouter' }).click();
    const button = page.getByRole('button', { name: 'Télécharger « attestation.pdf »' });
    await button.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(download.suggestedFilename()).toBe('attestation.pdf');
  });

  it('stays signed in when tokens end, in two tabs at once, and signs out of both', async () => {
    const open = async () => {
      const page = await context.newPage();
      await page.goto(`${system.address}/mon-espace.html#/espaces`);
      await page.getByRole('heading', { level: 1, name: 'Mes espaces' }).waitFor();
      return page;
    };
    const tabs = [await open(), await open()] as const;
    const spoil = (page: Page) =>
      page.evaluate(() => {
        for (const [key, value] of Object.entries(sessionStorage))
          if (key.includes('user:')) sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), expires_at: 1 }));
      });
    await Promise.all(tabs.map(spoil));
    const look = (page: Page) => page.getByRole('navigation').getByRole('link', { name: 'Mes alertes' }).click();
    await Promise.all(tabs.map(look));
    await Promise.all(tabs.map((page) => page.getByLabel('Mon choix habituel').waitFor()));

    await tabs[0].locator('summary', { hasText: 'camille@exemple.fr' }).click();
    await Promise.all([
      tabs[0].waitForURL(system.address + SITE_CLIENT.signedOutTo),
      tabs[1].waitForURL(`${system.address}/`),
      tabs[0].getByRole('button', { name: 'Me déconnecter' }).click(),
    ]);
    await tabs[1].goto(`${system.address}/mon-espace.html`);
    await tabs[1].getByRole('heading', { name: 'Se connecter' }).waitFor();
  });

  describe('signing out from a partner, after coming in by FranceConnect', () => {
    const goodbye = () => `${service.url}/au-revoir?state=bye`;
    const questionFrom = async () => {
      const own = await browser.newContext();
      const page = await own.newPage();
      await page.goto(`${system.address}/mon-espace.html`);
      await signInThere(page);
      await page.getByRole('heading', { level: 1, name: 'Tableau de bord' }).waitFor();
      const query = new URLSearchParams({ client_id: partner.id, post_logout_redirect_uri: `${service.url}/au-revoir`, state: 'bye' });
      await page.goto(`${system.address}/api/identity/session/end?${query}`);
      return page;
    };

    it('leads back to the partner at once', async () => {
      const page = await questionFrom();
      await page.getByRole('button', { name: 'Me déconnecter', exact: true }).click();
      await page.waitForURL(goodbye());
      await page.context().close();
    });

    it('leaves FranceConnect too for whoever wants to, and then leads back', async () => {
      const page = await questionFrom();
      await page.getByRole('button', { name: 'Me déconnecter aussi de FranceConnect' }).click();
      await page.waitForURL(system.address + SITE_CLIENT.signedOutTo);
      const back = page.getByRole('link', { name: `Revenir à ${new URL(service.url).host}` });
      expect(await back.getAttribute('href')).toBe(goodbye());
      await page.getByRole('link', { name: 'Me déconnecter aussi de FranceConnect' }).click();
      await page.locator('button[name=logout]').click();
      await page.getByRole('heading', { name: 'Vous êtes déconnecté de FranceConnect' }).waitFor();
      await back.click();
      await page.waitForURL(goodbye());
      await page.context().close();
    });
  });

  it('asks for nothing that the functions’ roles refuse', () => {
    expect(system.denied).toEqual([]);
  });
});
