import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passkeyWay } from '../../functions/identity/factors/passkey-way.ts';
import { signInPage } from '../../functions/identity/pages/sign-in.ts';
import { SIGN_IN_COOKIE } from '../../functions/identity/sign-in/open-sign-in.ts';
import { pagePolicy } from '../../functions/shared/page-policy.ts';
import { type Answer, readAll, serve } from '../../local/emulators/web-service.ts';
import { apiEvent, lambdaContext } from '../doubles/api-event.ts';
import { codeAt } from '../doubles/factor-desk.ts';
import { factorSteps } from '../doubles/factor-steps.ts';
import { troublesOf } from './audit-page.ts';
import { type Browser, startBrowser } from './browser.ts';
import { handlerOf, type Scene } from './factor-pages-api.ts';

const types = { css: 'text/css', js: 'text/javascript' } as const;
const asset = (name: string, type: keyof typeof types): Answer => ({
  status: 200,
  headers: { 'content-type': types[type] },
  body: readFileSync(new URL(`../../web/site/assets/${name}.${type}`, import.meta.url)),
});

describe('the steps of a sign-in in a browser', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;
  let site: string;
  let context: BrowserContext;
  let scene: Scene;

  const firstPage = async (): Promise<Answer> => {
    const page = signInPage(scene.signIn, { state: '', passkey: await passkeyWay(scene.dependencies)(scene.signIn) });
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy({ uses: ['scripts'] }) };
    return { status: 200, headers, body: page };
  };
  const answerOf = async (method: string, path: string, body: string, headers: Record<string, string | undefined>): Promise<Answer> => {
    const route = `${method} /identity/interaction/{uid}${path}`;
    const event = apiEvent({ route, params: { uid: scene.signIn.uid }, cookies: [`${SIGN_IN_COOKIE}=${scene.signIn.uid}`], body, headers });
    const result = await handlerOf(scene)(event, lambdaContext());
    return { status: result.statusCode ?? 500, headers: result.headers as Record<string, string>, body: result.body ?? '' };
  };

  beforeAll(async () => {
    browser = await startBrowser();
    server = await serve('steps', async (request) => {
      const { pathname } = new URL(request.url ?? '/', site);
      const file = /^\/assets\/([a-z]+)\.(css|js)$/.exec(pathname);
      if (file?.[1]) return asset(file[1], file[2] as keyof typeof types);
      if (pathname === '/fini') return { status: 200, headers: { 'content-type': 'text/html' }, body: '<title>Fini</title>' };
      const path = pathname.replace(`/api/identity/interaction/${scene.signIn.uid}`, '');
      if (path === '' && request.method === 'GET') return firstPage();
      const { origin, 'sec-fetch-site': from, 'content-type': type } = request.headers;
      const headers = { origin, 'sec-fetch-site': from, 'content-type': type };
      return answerOf(request.method ?? 'GET', path, (await readAll(request)).toString(), headers);
    });
    site = server.url.replace('127.0.0.1', 'localhost');
  });
  afterAll(async () => {
    await browser.stop();
    await server.stop();
  });

  const begin = async (role: Parameters<typeof factorSteps>[0], { script = true } = {}): Promise<Page> => {
    scene = factorSteps(role, { site });
    context = await browser.newContext({ javaScriptEnabled: script });
    return context.newPage();
  };
  const at = (step: string) => `${site}/api/identity/interaction/${scene.signIn.uid}${step}`;
  const title = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
  /** A device with a fingerprint reader, plugged into the browser through its own protocol. */
  const plugIn = async (page: Page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const options = {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    } as const;
    return session.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, automaticPresenceSimulation: true } });
  };

  it('let an agent set up an application without any script, keep their codes and go on', async () => {
    const page = await begin('agent', { script: false });
    await scene.password();
    await page.goto(at('/factor'));
    expect(await title(page)).toBe('Ajouter un second moyen de connexion');
    await page.getByRole('button', { name: 'Utiliser une application' }).click();
    const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '');
    expect(await page.getByRole('img', { name: 'Code QR' }).isVisible()).toBe(true);
    await page.getByLabel('Code de l’application').fill('000000');
    await page.getByRole('button', { name: 'Ajouter l’application' }).click();
    expect(await page.title()).toMatch(/^Erreur\s: /);
    await page.getByLabel('Code de l’application').fill(codeAt(secret, scene.now()));
    await page.getByRole('button', { name: 'Ajouter l’application' }).click();
    expect(await title(page)).toBe('Vos codes de secours');
    expect(await page.locator('.recovery-codes li').count()).toBe(10);
    await page.getByRole('button', { name: 'continuer' }).click();
    await page.waitForURL(`${site}/fini`);
    await context.close();
  });

  it('take a code, or a recovery code, with a keyboard alone and without any script', async () => {
    const page = await begin('citizen', { script: false });
    const { recoveryCodes } = await scene.withApplication();
    await scene.password();
    await page.goto(at('/second-factor'));
    await page.getByLabel('Code de l’application').fill('123');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('Le code a six chiffres.');
    expect(await page.getByLabel('Code de l’application').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Code de secours').fill(recoveryCodes?.[0] ?? '');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site}/fini`);
    await context.close();
  });

  it('make a passkey, then take it as a second factor, then instead of a password', async () => {
    const page = await begin('editor');
    await plugIn(page);
    await scene.password();
    await page.goto(at('/factor'));
    await page.getByLabel('Nom de la clé').fill('Ordinateur du bureau');
    await page.getByRole('button', { name: 'Créer une clé d’accès' }).click();
    await page.waitForSelector('.recovery-codes');
    expect((await scene.factors.find(scene.accountId)).passkeys).toMatchObject([{ name: 'Ordinateur du bureau' }]);
    await page.getByRole('button', { name: 'continuer' }).click();
    await page.waitForURL(`${site}/fini`);

    await scene.signIns.keepShown(scene.signIn.uid, { accountId: scene.accountId, proofs: ['password'] });
    await page.goto(at('/second-factor'));
    await page.getByRole('button', { name: 'Utiliser ma clé d’accès' }).click();
    await page.waitForURL(`${site}/fini`);

    await page.goto(at(''));
    await page.getByRole('button', { name: 'Me connecter avec une clé d’accès' }).click();
    await page.waitForURL(`${site}/fini`);
    const logins = scene.signIns.ended as { login: { amr: string[] } }[];
    expect(logins.map(({ login }) => login.amr)).toEqual([
      ['pwd', 'pop', 'mfa'],
      ['pwd', 'pop', 'user', 'mfa'],
      ['pop', 'user', 'mfa'],
    ]);
    await context.close();
  });

  it('say what to do when the device has no passkey, and leave the other way open', async () => {
    const page = await begin('citizen');
    await plugIn(page);
    await scene.withApplication();
    await scene.withPasskey();
    await scene.password();
    await page.goto(at('/second-factor'));
    await page.getByRole('button', { name: 'Utiliser ma clé d’accès' }).click();
    await page.waitForFunction(() => document.querySelector('.passkey-state')?.textContent?.includes('choisissez un autre moyen'));
    expect(await page.getByLabel('Code de l’application').isVisible()).toBe(true);
    await context.close();
  });

  it('have nothing that axe finds, at any width', async () => {
    const page = await begin('agent');
    await scene.password();
    await page.goto(at(''));
    expect(await troublesOf(page)).toEqual([]);
    await page.goto(at('/factor'));
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Utiliser une application' }).click();
    expect(await troublesOf(page)).toEqual([]);
    const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '');
    await page.getByLabel('Code de l’application').fill(codeAt(secret, scene.now()));
    await page.getByRole('button', { name: 'Ajouter l’application' }).click();
    expect(await troublesOf(page)).toEqual([]);
    await scene.withPasskey();
    await scene.signIns.keepShown(scene.signIn.uid, { accountId: scene.accountId, proofs: ['password'] });
    await page.goto(at('/second-factor'));
    expect(await troublesOf(page)).toEqual([]);
    await context.close();
  });
});
