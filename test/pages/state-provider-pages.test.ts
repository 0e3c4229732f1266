import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { departedPage } from '../../functions/identity/federation/pages/departed.ts';
import { firstVisitPage } from '../../functions/identity/federation/pages/first-visit.ts';
import { linkedPage, linkingPage } from '../../functions/identity/federation/pages/linked.ts';
import { openedPage, openingPage, openingSentPage } from '../../functions/identity/federation/pages/opening.ts';
import { passwordElsewherePage } from '../../functions/identity/federation/pages/password-elsewhere.ts';
import { departureOffers, stateProviderWays } from '../../functions/identity/federation/pages/ways.ts';
import { askToSignOut } from '../../functions/identity/pages/provider-pages.ts';
import { signInPage } from '../../functions/identity/pages/sign-in.ts';
import { signedOutPage } from '../../functions/identity/pages/signed-out.ts';
import { raw } from '../../functions/shared/html.ts';
import { Problem } from '../../functions/shared/problem.ts';
import { problemPage } from '../../functions/shared/problem-page.ts';
import { choicePage, refusedPage } from '../../local/look-alikes/choice-page.ts';
import { franceConnect } from '../../local/look-alikes/franceconnect.ts';
import { proConnect } from '../../local/look-alikes/proconnect.ts';
import { pageText } from '../../local/page.ts';
import { aCivilIdentity } from '../doubles/civil-identity.ts';
import { federationDesk } from '../doubles/federation-desk.ts';
import { serveSite } from '../doubles/site-server.ts';
import { troublesOf } from './audit-page.ts';
import { type Browser, startBrowser } from './browser.ts';

const { signIn } = federationDesk();
const both = ['franceconnect', 'proconnect'] as const;
const identity = aCivilIdentity({ usualName: 'DURAND', givenNames: ['Camille', 'Louise', 'Marie-Ange'] });
const visit = { subject: 'subject', identity, interaction: signIn.uid, until: 0 };
const untouched = { typed: {}, errors: {} };
const toMend = {
  typed: { email: 'camille@' },
  errors: { email: 'L’adresse électronique n’est pas valable.', terms: 'Acceptez les conditions d’utilisation pour ouvrir un compte.' },
};

const notWelcome = new Problem('staff-unknown', 'Demandez à un administrateur de vous inviter.');
notWelcome.wayOut = { label: 'Me déconnecter de ProConnect', to: '/api/identity/proconnect/departure', cookies: [] };

const pages = new Map([
  ['/sign-in', signInPage(signIn, { state: stateProviderWays(both, signIn.uid), passkey: raw('') })],
  ['/first-visit', firstVisitPage(visit, untouched)],
  ['/first-visit-to-mend', firstVisitPage(visit, toMend)],
  ['/opening-sent', openingSentPage('camille.martin@exemple.fr')],
  ['/opening', openingPage(new URL('https://fournisseur.exemple.fr/authorize'))],
  ['/opened', openedPage()],
  ['/linking', linkingPage('FranceConnect', new URL('https://fournisseur.exemple.fr/authorize'))],
  ['/linked', linkedPage('FranceConnect', aCivilIdentity({ birthDate: '1953-00-00' }))],
  ['/linked-agent', linkedPage('ProConnect', undefined)],
  ['/signed-out', signedOutPage(departureOffers(both))],
  ['/signed-out-of-a-service', signedOutPage(departureOffers(['franceconnect']), 'https://mediatheque.exemple.fr/au-revoir?state=x')],
  ['/departed', departedPage('FranceConnect', undefined)],
  ['/departed-from-a-service', departedPage('FranceConnect', 'https://mediatheque.exemple.fr/au-revoir?state=x')],
  ['/sign-out', askToSignOut('<form method="post" action="/"></form>', both)],
  ['/password', passwordElsewherePage()],
  ['/refused', problemPage(new Problem('arrival-refused', 'Rien n’a été enregistré.'))],
  ['/refused-with-a-way-out', problemPage(notWelcome)],
  ['/choice', pageText({ title: franceConnect.name, main: choicePage(franceConnect) })],
  ['/choice-agent', pageText({ title: proConnect.name, main: choicePage(proConnect) })],
  ['/choice-refused', pageText({ title: franceConnect.name, main: refusedPage(franceConnect, ['nonce : 22 caractères au moins']) })],
]);

describe('the pages of FranceConnect and ProConnect', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveSite>>;
  /** One for all states: a page of its own for each would be a process of its own. */
  let page: Page;
  beforeAll(async () => {
    [browser, server] = await Promise.all([startBrowser(), serveSite(pages)]);
    page = await (await browser.newContext()).newPage();
  });
  afterAll(async () => {
    await browser.stop();
    await server.stop();
  });

  const open = (address: string) => page.goto(server.url + address);

  it.each([...pages.keys()])('%s is readable by everybody, on a telephone and on a desk', async (address) => {
    await open(address);
    expect(await troublesOf(page)).toEqual([]);
    const folder = process.env['SCREENSHOTS'];
    if (folder) await page.screenshot({ path: `${folder}${address}.png`, fullPage: true });
  });

  it('says by which button one goes where', async () => {
    await open('/sign-in');
    const button = page.getByRole('link', { name: 'S’identifier avec FranceConnect' });
    expect(await button.getAttribute('href')).toBe(`/api/identity/interaction/${signIn.uid}/with/franceconnect`);
  });

  it('leads from what is to be mended to its field, and keeps what was typed', async () => {
    await open('/first-visit-to-mend');
    expect(await page.title()).toMatch(/^Erreur/);
    expect(await page.getByLabel('Adresse électronique').inputValue()).toBe('camille@');
    await page.getByRole('link', { name: 'L’adresse électronique n’est pas valable.' }).click();
    expect(await page.evaluate(() => location.hash)).toBe('#champ-email');
  });
});
