import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textsMount } from '../../local/emulators/texts/text-pages.ts';
import { openTextStore, type TextStore } from '../../local/emulators/texts/text-store.ts';
import { serve } from '../../local/emulators/web-service.ts';
import { typeset } from '../../schemas/typography.ts';
import { violationsIn } from './audit-page.ts';
import { type Browser, startBrowser } from './browser.ts';

const CODE = 'Parvis : votre code est 123456. Il sert une seule fois, pendant 10 minutes. Ne le donnez à personne.';
const ALERT =
  'Parvis : Carte Vitale a changé. http://127.0.0.1:4300/fiches/particuliers/F265.html STOP : http://127.0.0.1:4300/api/leave/s.0123456789abcdefgh';

describe('the page of the SMS', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;
  let folder: string;
  let texts: TextStore;
  let page: Page;
  const send = (to: string, text: string) =>
    texts.add({ id: randomUUID(), at: '2026-03-01T10:00:00.000Z', to, sender: 'Parvis', type: 'Transactional', text });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parvis-sms-page-'));
    texts = openTextStore(folder);
    const mount = textsMount(texts);
    const respond = async (...exchange: Parameters<typeof mount.handle>) => {
      await mount.handle(...exchange);
      return undefined;
    };
    [browser, server] = await Promise.all([startBrowser(), serve('sms page', respond)]);
    page = await (await browser.newContext()).newPage();
  });
  afterAll(async () => {
    await browser.stop();
    await server.stop();
    texts.close();
    rmSync(folder, { recursive: true });
  });

  const troubles = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const [width, colorScheme] of [
      [1100, 'light'],
      [320, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${server.url}/mailbox/sms`);
      found.push(...(await violationsIn(page)).map((violation) => `${width} ${violation}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) found.push(`${width}: the page is ${wide} wide`);
    }
    return found;
  };

  it('is accessible and fits a phone, empty or not', async () => {
    expect(await troubles()).toEqual([]);
    await page.getByText('Aucun SMS.').waitFor();
    send('+33612345678', CODE);
    send('+262692123456', ALERT);
    expect(await troubles()).toEqual([]);
  });

  it('shows each SMS with its links, the latest first, and finds those of a number', async () => {
    await page.goto(`${server.url}/mailbox/sms`);
    await page.getByText('2 SMS.').waitFor();
    expect(await page.locator('p.text').allInnerTexts()).toEqual([ALERT, CODE].map(typeset));
    expect(await page.locator('p.text a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
      'http://127.0.0.1:4300/fiches/particuliers/F265.html',
      'http://127.0.0.1:4300/api/leave/s.0123456789abcdefgh',
    ]);
    await page.getByLabel('Numéro').fill('+33612345678');
    await page.keyboard.press('Enter');
    await page.getByText('1 SMS pour +33612345678').waitFor();
    expect(await page.locator('p.text').allInnerTexts()).toEqual([typeset(CODE)]);
  });

  it('runs nothing of what an SMS holds', async () => {
    send('+33612345678', '<img src=x onerror=alert(1)> http://a.fr/"onmouseover="alert(1)');
    await page.goto(`${server.url}/mailbox/sms`);
    expect(await page.locator('p.text img').count()).toBe(0);
    expect(await page.locator('[onmouseover]').count()).toBe(0);
  });
});
