import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Emulator } from '../../local/emulator.ts';
import type { Mail } from '../../local/emulators/ses/mail.ts';
import { serve } from '../../local/emulators/web-service.ts';
import { from, type MailService, startMailService } from '../doubles/mail-service.ts';

let service: MailService;
beforeEach(async () => {
  service = await startMailService();
});
afterEach(() => service.stop());

describe('the mailbox', () => {
  let pages: Emulator;
  beforeEach(async () => {
    pages = await serve('mailbox', async (request, response) => {
      await service.ses.mount.handle(request, response);
      return undefined;
    });
  });
  afterEach(() => pages.stop());
  const read = async (path: string, init?: RequestInit) => {
    const reply = await fetch(pages.url + path, init);
    return { status: reply.status, headers: reply.headers, text: await reply.text() };
  };

  it('says that it is empty, then lists the newest first, for one person or for all', async () => {
    expect((await read('/mailbox')).text).toContain('Aucun courriel');
    await service.bulk(['camille@exemple.fr']);
    await service.bulk(['amine@exemple.fr']);
    const all = await read('/mailbox');
    expect(all.text).toContain('2 courriels');
    expect(all.text.indexOf('amine@exemple.fr')).toBeLessThan(all.text.indexOf('camille@exemple.fr'));
    const his = await read('/mailbox?to=amine@exemple.fr');
    expect(his.text).toContain('1 courriel pour amine@exemple.fr');
    expect(his.text).not.toContain('camille@exemple.fr');
  });

  it('shows a mail, its HTML shut in a frame of its own', async () => {
    await service.bulk(['camille@exemple.fr'], {
      DefaultContent: {
        Template: { TemplateContent: { Subject: '<b>gras</b>', Html: '<script>alert(1)</script>', Text: '<i>' }, TemplateData: '{}' },
      },
    });
    const path = `/mailbox/messages/${service.one('camille@exemple.fr').id}`;
    const page = await read(path);
    expect(page.text).toContain('&lt;b&gt;gras&lt;/b&gt;');
    expect(page.text).not.toContain('<script>');
    expect(page.text).toContain('sandbox="allow-popups');
    expect(page.text).toContain('list-unsubscribe');
    const inner = await read(`${path}/html`);
    expect(inner.text).toBe('<base target="_blank"><script>alert(1)</script>');
    expect(inner.headers.get('content-security-policy')).toContain('sandbox allow-popups');
    expect((await read('/mailbox/messages/unknown')).status).toBe(404);
  });

  it('gives attachments to download', async () => {
    const Attachments = [{ FileName: 'reçu.txt', ContentType: 'text/plain', RawContent: Buffer.from('payé') }];
    const Simple = { Subject: { Data: 's' }, Body: { Text: { Data: 't' } }, Attachments };
    await service.v2.send(
      new SendEmailCommand({ FromEmailAddress: from, Destination: { ToAddresses: ['lea@exemple.fr'] }, Content: { Simple } }),
    );
    const path = `/mailbox/messages/${service.one('lea@exemple.fr').id}/attachments`;
    const file = await read(`${path}/0`);
    expect([file.text, file.headers.get('content-disposition')]).toEqual(['payé', "attachment; filename*=UTF-8''re%C3%A7u.txt"]);
    expect((await read(`${path}/1`)).status).toBe(404);
  });

  it('answers programs, is emptied on demand, and otherwise outlives a restart', async () => {
    await service.bulk(['camille@exemple.fr']);
    await service.restart();
    const list = async () => JSON.parse((await read('/mailbox/messages.json?to=camille@exemple.fr')).text) as Mail[];
    expect((await list()).map(({ subject }) => subject)).toEqual(['Pour vous']);
    expect((await read('/mailbox/messages', { method: 'DELETE' })).status).toBe(204);
    expect(await list()).toEqual([]);
  });
});
