import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, serve } from '../../local/emulators/web-service.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import { contextOf } from '../doubles/context.ts';
import { leaveRoutes } from '../doubles/leave-links.ts';
import { aFiche, aPerson, aSubscription } from '../doubles/subscriptions.ts';
import { troublesOf } from './audit-page.ts';
import { type Browser, startBrowser } from './browser.ts';

const fiche = aFiche('F265');
const person = aPerson();
const routes = leaveRoutes(async () => new Map([[ficheKey(fiche), { title: 'Carte Vitale', status: 'live' as const }]]));

const sheet = (name: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/css' },
  body: readFileSync(new URL(`../../web/site/assets/${name}`, import.meta.url)),
});

const respond = async ({ method, url = '' }: { method?: string; url?: string }): Promise<Answer> => {
  const asset = /^\/assets\/([a-z]+\.css)$/.exec(url)?.[1];
  if (asset !== undefined) return sheet(asset);
  const token = /^\/api\/leave\/(.+)$/.exec(url)?.[1];
  if (token === undefined) return { status: 404 };
  const { statusCode = 500, headers, body = '' } = await (method === 'POST' ? routes.press(token) : routes.open(token));
  return { status: statusCode, headers: headers as Record<string, string>, body };
};

describe('the pages that a leave link opens', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;
  let context: BrowserContext;
  beforeAll(async () => {
    [browser, server] = await Promise.all([startBrowser(), serve('leave pages', respond)]);
    context = await browser.newContext();
  });
  afterAll(async () => {
    await browser.stop();
    await server.stop();
  });

  const open = async (address: string) => {
    const page = await context.newPage();
    await page.goto(server.url + address);
    return page;
  };

  it('let somebody leave with a keyboard alone, and say at each step where they are', async () => {
    const subscription = aSubscription(person, fiche);
    await routes.store.add(subscription, contextOf(person.accountId).trail);
    const address = `/api/leave/${routes.seal(subscription)}`;

    const page = await open(address);
    expect(await page.title()).toBe('Se désabonner d’une fiche – Parvis');
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Me désabonner' }).focus();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Vous êtes désabonné');
    expect(await troublesOf(page)).toEqual([]);
    expect(await routes.store.find(subscription)).toBeUndefined();

    const again = await open(address);
    expect(await again.getByRole('heading', { level: 1 }).textContent()).toBe('Vous n’êtes plus abonné');
    expect(await troublesOf(again)).toEqual([]);
  });

  it('explain a link that leads nowhere', async () => {
    const page = await open('/api/leave/k1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Ce lien de désabonnement n’est plus valable.');
    expect(await troublesOf(page)).toEqual([]);
  });
});
