import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '../../local/emulators/ses/mail.ts';
import { type MailStore, openMailStore } from '../../local/emulators/ses/mail-store.ts';
import { mailboxMount } from '../../local/emulators/ses/mailbox.ts';
import { serve } from '../../local/emulators/web-service.ts';
import { openIssuer } from '../../local/issuer.ts';
import { violationsIn } from './audit-page.ts';
import { type Browser, startBrowser } from './browser.ts';

const aMail = (to: string, more: Partial<Mail> = {}): Mail => ({
  id: randomUUID(),
  at: '2026-03-01T10:00:00.000Z',
  from: 'Parvis <alertes@parvis.example>',
  to: [to],
  cc: [],
  bcc: [],
  replyTo: [],
  subject: 'Fiche modifiée : Carte Vitale',
  html: '<!doctype html><html lang="fr"><head><title>Courriel</title></head><body><p>La fiche a changé.</p></body></html>',
  text: 'La fiche a changé.',
  headers: { 'list-unsubscribe': `<https://parvis.example/api/leave/${'x'.repeat(200)}>` },
  tags: { publication: ['particuliers-F265-2'] },
  attachments: [{ name: 'recu.pdf', type: 'application/pdf', content: 'JVBERg==' }],
  fate: 'delivered',
  ...more,
});

describe('the pages of the local system', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;
  let folder: string;
  let mails: MailStore;
  let page: Page;
  const asked: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parvis-pages-'));
    mails = openMailStore(folder);
    const mailbox = mailboxMount(mails);
    const issuer = openIssuer({ address: 'http://127.0.0.1', audience: 'parvis-api', dataDir: folder });
    issuer.introduce({ accountId: randomUUID(), role: 'editor', name: 'Lucie Moreau', email: 'lucie.moreau@exemple.fr' });
    const respond = async (...exchange: Parameters<typeof mailbox.handle>) => {
      asked.push(exchange[0].url ?? '');
      await (exchange[0].url?.startsWith('/issuer') ? issuer.mount : mailbox).handle(...exchange);
      return undefined;
    };
    [browser, server] = await Promise.all([startBrowser(), serve('local pages', respond)]);
    page = await (await browser.newContext()).newPage();
  });
  afterEach(() => mails.clear());
  afterAll(async () => {
    await browser.stop();
    await server.stop();
    mails.close();
    rmSync(folder, { recursive: true });
  });

  /** What axe finds (not inside a mail, where no script runs), and whether one must scroll sideways: on a desk and on a small phone, by day and by night. */
  const troubles = async (path: string): Promise<string[]> => {
    const found: string[] = [];
    for (const [width, colorScheme] of [
      [1100, 'light'],
      [320, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.goto(server.url + path);
      for (const summary of await page.locator('summary').all()) await summary.click();
      found.push(...(await violationsIn(page)).map((violation) => `${width} ${violation}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) found.push(`${width}: the page is ${wide} wide`);
    }
    return found;
  };

  it('are accessible and fit a phone, empty or not', async () => {
    expect(await troubles('/mailbox')).toEqual([]);
    const mail = aMail('camille.martin@exemple.fr');
    mails.add([mail, aMail('amine+bounce@exemple.fr', { fate: 'bounced', subject: '' })]);
    expect(await troubles('/mailbox')).toEqual([]);
    expect(await troubles(`/mailbox/messages/${mail.id}`)).toEqual([]);
    expect(await troubles('/mailbox/messages/unknown')).toEqual([]);
    expect(await troubles('/issuer')).toEqual([]);
  });

  it('show a mail that runs no script and reaches nothing outside', async () => {
    const html = '<p>bonjour</p><script>new Image().src = "/ran.png"</script><img src="/seen.png">';
    const mail = aMail('camille.martin@exemple.fr', { html });
    mails.add([mail]);
    await page.goto(`${server.url}/mailbox/messages/${mail.id}`, { waitUntil: 'networkidle' });
    expect(asked.filter((address) => address.endsWith('.png'))).toEqual([]);
    expect(asked).toContain(`/mailbox/messages/${mail.id}/html`);
  });

  it('are read by keyboard: filter by recipient, open a mail, come back', async () => {
    mails.add([aMail('camille.martin@exemple.fr'), aMail('amine.benali@exemple.fr')]);
    await page.goto(`${server.url}/mailbox`);
    await page.getByLabel('Destinataire').fill('amine.benali@exemple.fr');
    await page.keyboard.press('Enter');
    await page.getByText('1 courriel pour amine.benali@exemple.fr').waitFor();
    await page.getByRole('link', { name: 'Fiche modifiée : Carte Vitale' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Fiche modifiée : Carte Vitale' }).waitFor();
    await page.getByRole('link', { name: 'Tous les courriels' }).press('Enter');
    await page.getByText('2 courriels.').waitFor();
  });
});
