import type { ServerResponse } from 'node:http';
import type { Mount } from '../../emulator.ts';
import { writeNotFound, writePage } from '../../page.ts';
import type { Mail } from './mail.ts';
import type { MailStore } from './mail-store.ts';
import { listPage, mailPage } from './mailbox-pages.ts';

const MOST_LINES = 200;

/** A mail runs no script, loads nothing from outside and opens its links elsewhere, wherever it is shown. */
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

const writeHtml = (response: ServerResponse, mail: Mail): void => {
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': mailPolicy,
      'x-content-type-options': 'nosniff',
    })
    .end((mail.html ?? '').replace(/<head[^>]*>|^(?!.*<head)/is, '$&<base target="_blank">'));
};

const writeAttachment = (response: ServerResponse, mail: Mail, rank: number): void => {
  const attachment = mail.attachments[rank];
  if (!attachment) return writeNotFound(response);
  response
    .writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
      'x-content-type-options': 'nosniff',
    })
    .end(Buffer.from(attachment.content, 'base64'));
};

const writeMail = (response: ServerResponse, mail: Mail, [part, rank]: string[]): void => {
  if (part === undefined) return writePage(response, { title: mail.subject, main: mailPage(mail) });
  if (part === 'html') return writeHtml(response, mail);
  if (part === 'attachments') return writeAttachment(response, mail, Number(rank));
  writeNotFound(response);
};

const writeJson = (response: ServerResponse, body: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(JSON.stringify(body));
};

/** The mailbox at `/mailbox`: pages for people, `/mailbox/messages.json` for programs, oldest first. */
export const mailboxMount = (store: MailStore): Mount => ({
  prefix: '/mailbox',
  handle(request, response) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://mailbox');
    const to = searchParams.get('to')?.trim() || undefined;
    const [page, id, ...rest] = pathname.split('/').slice(2);
    if (request.method === 'DELETE' && page === 'messages' && id === undefined) {
      store.clear();
      response.writeHead(204).end();
      return;
    }
    if (request.method !== 'GET') return writeNotFound(response);
    if (!page) {
      const listing = { to: to ?? '', total: store.count({ to }), mails: store.list({ to, latest: MOST_LINES }) };
      return writePage(response, { title: 'Courriels', main: listPage(listing) });
    }
    if (page === 'messages.json') return writeJson(response, store.list({ to }));
    const mail = page === 'messages' && id !== undefined ? store.find(id) : undefined;
    if (!mail) return writeNotFound(response);
    writeMail(response, mail, rest);
  },
});
