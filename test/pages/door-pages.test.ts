import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captcha } from '../../functions/identity/captcha/captcha.ts';
import { doorKeyring } from '../../functions/identity/door-keys.ts';
import { untouched } from '../../functions/identity/pages/form-parts.ts';
import { signUpPage } from '../../functions/identity/pages/sign-up.ts';
import { pagePolicy } from '../../functions/shared/page-policy.ts';
import { type Answer, serve } from '../../local/emulators/web-service.ts';
import { startBrowser } from './browser.ts';

const keyring = doorKeyring(JSON.stringify({ k1: 'k'.repeat(48) }));
const proof = captcha({ keys: async () => keyring, spent: { spend: async () => true }, clock: () => new Date() });
const wrong = { typed: { email: 'camille' }, errors: { email: 'L’adresse électronique n’est pas valable.', captcha: 'Recommencez.' } };

const asset = (name: string): Answer => ({
  status: 200,
  headers: { 'content-type': name.endsWith('.js') ? 'text/javascript' : 'text/css' },
  body: readFileSync(new URL(`../../web/site/assets/${name}`, import.meta.url)),
});

const respond = async ({ url = '' }: { url?: string }): Promise<Answer> => {
  const name = /^\/assets\/([a-z]+\.(?:css|js))$/.exec(url)?.[1];
  if (name !== undefined) return asset(name);
  if (!url.startsWith('/sign-up')) return { status: 404 };
  const shown = signUpPage(url.includes('wrong') ? wrong : untouched, await proof.offer({ withCode: url.includes('code=1') }));
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy(shown) };
  return { status: 200, headers, body: shown.page };
};

describe('the page to sign up', () => {
  let chromium: Awaited<ReturnType<typeof startBrowser>>;
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    [chromium, server] = await Promise.all([startBrowser(), serve('door pages', respond)]);
  });
  afterAll(async () => {
    await chromium.stop();
    await server.stop();
  });

  it.each(['/sign-up', '/sign-up?wrong', '/sign-up?code=1'])('%s is for everybody, on a telephone and on a desk', async (path) => {
    const context = await chromium.browser.newContext({ locale: 'fr-FR' });
    const page = await context.newPage();
    const broken: string[] = [];
    page.on('console', (message) => (message.type() === 'error' ? broken.push(message.text()) : undefined));
    for (const width of [320, 1200]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(server.url + path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    }
    expect(broken).toEqual([]);
    await context.close();
  });

  it('has the browser show that a person is there, without anything to do', async () => {
    const page = await (await chromium.browser.newContext()).newPage();
    await page.goto(`${server.url}/sign-up`);
    await page.getByText('Vérification faite').waitFor({ timeout: 20_000 });
    expect(await proof.check({ altcha: await page.locator('input[name="altcha"]').inputValue() })).toBe('person');
  });
});
