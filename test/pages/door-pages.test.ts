import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captcha } from '../../functions/identity/captcha/captcha.ts';
import { doorKeyring } from '../../functions/identity/door-keys.ts';
import { activatedPage, activationLinkGonePage, activationPage } from '../../functions/identity/pages/activation.ts';
import {
  addressConfirmedPage,
  addressLinkGonePage,
  confirmAddressPage,
  formerAddressPage,
  formerAddressTakenPage,
  undoLinkGonePage,
} from '../../functions/identity/pages/addresses.ts';
import { consentPage } from '../../functions/identity/pages/consent.ts';
import { type FormState, untouched } from '../../functions/identity/pages/form-parts.ts';
import { acceptedPage, invitationGonePage, invitationPage } from '../../functions/identity/pages/invitation.ts';
import { activationAsk, letterAskPage, passwordAsk, passwordSentPage } from '../../functions/identity/pages/letter-asks.ts';
import { newPasswordPage, passwordChosenPage, passwordLinkGonePage } from '../../functions/identity/pages/new-password.ts';
import { askToSignOut, brokenRequestPage } from '../../functions/identity/pages/provider-pages.ts';
import { signUpPage, signUpSentPage } from '../../functions/identity/pages/sign-up.ts';
import { signedOutPage } from '../../functions/identity/pages/signed-out.ts';
import { pagePolicy } from '../../functions/shared/page-policy.ts';
import { Problem } from '../../functions/shared/problem.ts';
import { problemPage } from '../../functions/shared/problem-page.ts';
import { type Answer, serve } from '../../local/emulators/web-service.ts';
import type { ShownPage } from '../../schemas/routes/route.ts';
import { StaffInvitation } from '../../schemas/staff.ts';
import { troublesOf } from './audit-page.ts';
import { type Browser, startBrowser } from './browser.ts';

const keyring = doorKeyring(JSON.stringify({ k1: 'k'.repeat(48) }));
const proof = captcha({ keys: async () => keyring, spent: { spend: async () => true }, clock: () => new Date() });
const wrong = { typed: { email: 'camille' }, errors: { email: 'L’adresse électronique n’est pas valable.', captcha: 'Recommencez.' } };

const wrongPassword: FormState = {
  typed: {},
  errors: { password: 'Le mot de passe doit contenir au moins 8 caractères, dont une majuscule, une minuscule et un chiffre.' },
};

const invitation = StaffInvitation.parse({
  id: `inv_1772352000000_${'a'.repeat(32)}`,
  email: 'jeanne.lefevre-de-la-tour@services.ville-exemple.fr',
  role: 'agent',
  service: 'etat-civil',
  invitedAt: '2026-03-01T08:00:00.000Z',
  expiresAt: '2026-03-15T08:00:00.000Z',
});

const question =
  '<form id="op.logoutForm" method="post" action="/api/identity/session/end/confirm"><input type="hidden" name="xsrf" value="x"/></form>';

const pages: Record<string, string | ((wished: { withCode: boolean }) => Promise<ShownPage>) | ShownPage> = {
  '/sign-up': async (wished) => signUpPage(untouched, await proof.offer(wished)),
  '/sign-up-to-mend': async (wished) => signUpPage(wrong, await proof.offer(wished)),
  '/sign-up-sent': signUpSentPage(),
  '/activation-mail': async (wished) => letterAskPage(activationAsk, untouched, await proof.offer(wished)),
  '/activation-mail-to-mend': async (wished) => letterAskPage(activationAsk, wrong, await proof.offer(wished)),
  '/forgotten': async (wished) => letterAskPage(passwordAsk, untouched, await proof.offer(wished)),
  '/forgotten-sent': passwordSentPage(),
  '/activation': activationPage(untouched),
  '/activation-to-mend': activationPage(wrongPassword, 400),
  '/activated': activatedPage(),
  '/activation-gone': activationLinkGonePage(),
  '/new-password': newPasswordPage(untouched),
  '/new-password-to-mend': newPasswordPage(wrongPassword, 400),
  '/password-chosen': passwordChosenPage(),
  '/password-gone': passwordLinkGonePage(),
  '/address': confirmAddressPage(),
  '/address-confirmed': addressConfirmedPage(),
  '/address-gone': addressLinkGonePage(),
  '/former-address': formerAddressPage(),
  '/former-address-taken': formerAddressTakenPage(),
  '/former-address-gone': undoLinkGonePage(),
  '/invitation': invitationPage(invitation, untouched),
  '/invitation-to-mend': invitationPage(invitation, wrongPassword, 400),
  '/invitation-accepted': acceptedPage(),
  '/invitation-gone': invitationGonePage(),
  '/consent': consentPage({
    uid: 'u'.repeat(21),
    name: 'Médiathèque de la Ville-aux-Bois',
    purpose: 'Réserver des livres et prolonger vos prêts.',
    scopes: ['openid', 'email'],
  }),
  '/sign-out': askToSignOut(question),
  '/signed-out': signedOutPage(''),
  '/broken-request': brokenRequestPage('invalid_redirect_uri'),
  '/refused': problemPage(new Problem('sign-in-gone')),
  '/failed': problemPage(new Problem('unexpected')),
};

const asset = (name: string): Answer => ({
  status: 200,
  headers: { 'content-type': name.endsWith('.js') ? 'text/javascript' : 'text/css' },
  body: readFileSync(new URL(`../../web/site/assets/${name}`, import.meta.url)),
});

/** Each page with the policy that it is answered with. */
const respond = async ({ url = '' }: { url?: string }): Promise<Answer> => {
  const { pathname, searchParams } = new URL(url, 'http://door');
  const name = /^\/assets\/([a-z]+\.(?:css|js))$/.exec(pathname)?.[1];
  if (name !== undefined) return asset(name);
  const made = pages[pathname];
  if (made === undefined) return { status: 404 };
  const shown = typeof made === 'function' ? await made({ withCode: searchParams.has('code') }) : made;
  const { page, ...policy } = typeof shown === 'string' ? { page: shown } : shown;
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy(policy) },
    body: page,
  };
};

describe('the pages at the door', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;
  let context: BrowserContext;
  /** One for all states: a page of its own for each would be a process of its own. */
  let page: Page;
  const broken: string[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([startBrowser(), serve('door pages', respond)]);
    context = await browser.newContext();
    page = await context.newPage();
    page.on('console', (message) => (message.type() === 'error' ? broken.push(message.text()) : undefined));
  });
  afterAll(async () => {
    await browser.stop();
    await server.stop();
  });

  it.each([...Object.keys(pages), '/sign-up?code=1', '/forgotten?code=1'])(
    '%s is for everybody, on a telephone and on a desk',
    async (path) => {
      broken.length = 0;
      await page.goto(server.url + path);
      expect(await troublesOf(page)).toEqual([]);
      expect(broken).toEqual([]);
      expect((await page.title()).startsWith('Erreur')).toBe(path.includes('to-mend'));
      const folder = process.env['SCREENSHOTS'];
      if (folder) await page.screenshot({ path: `${folder}${path.replace('?', '-')}.png`, fullPage: true });
    },
  );

  it('lead from what is to be mended to its field, which says it too', async () => {
    await page.goto(`${server.url}/new-password-to-mend`);
    await page.getByRole('alert').getByRole('link').press('Enter');
    expect(await page.evaluate(() => location.hash)).toBe('#champ-password');
    const field = page.getByLabel('Nouveau mot de passe');
    const described = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
    const texts = await Promise.all(described.map((id) => page.locator(`#${id}`).textContent()));
    expect(texts.join(' ')).toContain(wrongPassword.errors['password']);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
  });

  it('have the browser show that a person is there, without anything to do', async () => {
    await page.goto(`${server.url}/sign-up`);
    await page.getByText('Vérification faite').waitFor({ timeout: 20_000 });
    expect(await proof.check({ altcha: await page.locator('input[name="altcha"]').inputValue() })).toBe('person');
  });
});
