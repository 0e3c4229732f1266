import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import {
  SESv2Client,
  SendBulkEmailCommand,
  type SendBulkEmailCommandInput,
  SendEmailCommand as SendOneCommand,
} from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mail } from '../../local/emulators/ses/mail.ts';
import { type Ses, startSes } from '../../local/emulators/ses.ts';

const topicArn = 'arn:aws:sns:eu-west-3:000000000000:feedback';
const resources = [
  { type: 'AWS::SES::EmailIdentity', name: 'parvis.example', properties: {} },
  { type: 'AWS::SES::ConfigurationSet', name: 'alerts', properties: {} },
  {
    type: 'AWS::SES::ConfigurationSetEventDestination',
    name: 'feedback',
    properties: {
      ConfigurationSetName: 'alerts',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['delivery', 'BOUNCE', 'complaint', 'reject', 'renderingFailure'],
        SnsDestination: { TopicARN: topicArn },
      },
    },
  },
];
const from = 'Parvis <alertes@parvis.example>';

let dataDir: string;
let ses: Ses;
let v1: SESClient;
let v2: SESv2Client;
let events: {
  topicArn: string;
  event: Record<string, unknown> & { eventType: string; mail: { messageId: string; destination: string[]; tags: object } };
}[];

const start = async () => {
  const publish = (topic: string, { message }: { message: string }) => {
    events.push({ topicArn: topic, event: JSON.parse(message) });
    return 'id';
  };
  ses = await startSes({ resources, dataDir, publish });
  const config = { endpoint: ses.url, region: 'eu-west-3', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 };
  v1 = new SESClient(config);
  v2 = new SESv2Client(config);
};
const stop = async () => {
  v1.destroy();
  v2.destroy();
  await ses.stop();
};
beforeEach(async () => {
  events = [];
  dataDir = await mkdtemp(join(tmpdir(), 'parvis-ses-'));
  await start();
});
afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

const bulk = (addresses: string[], more: Partial<SendBulkEmailCommandInput> = {}) =>
  v2.send(
    new SendBulkEmailCommand({
      FromEmailAddress: from,
      ConfigurationSetName: 'alerts',
      DefaultContent: {
        Template: {
          TemplateContent: { Subject: 'Pour {{name}}', Html: '<p>{{name}} {{ link }}</p>', Text: '{{name}} {{link}}' },
          TemplateData: JSON.stringify({ name: 'vous', link: 'aucun' }),
        },
      },
      BulkEmailEntries: addresses.map((address, rank) => ({
        Destination: { ToAddresses: [address] },
        ReplacementEmailContent: {
          ReplacementTemplate: { ReplacementTemplateData: JSON.stringify({ link: `https://a/?n=${rank}&b=<c>` }) },
        },
        ReplacementHeaders: [{ Name: 'List-Unsubscribe', Value: `<https://a/leave/${rank}>` }],
        ReplacementTags: [{ Name: 'recipient', Value: String(rank) }],
      })),
      ...more,
    }),
  );
const one = (to: string): Mail => {
  const [mail, ...others] = ses.mailbox.messages({ to });
  if (!mail || others.length > 0) throw new Error(`${others.length + (mail ? 1 : 0)} mails to ${to}`);
  return mail;
};

describe('a bulk call', () => {
  it('writes to each person with their own values, headers and tags, and escapes nothing, as SES does', async () => {
    const { BulkEmailEntryResults } = await bulk(['camille@exemple.fr', 'Amine@exemple.fr']);
    expect(BulkEmailEntryResults?.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(one('amine@exemple.fr')).toMatchObject({
      id: BulkEmailEntryResults?.[1]?.MessageId,
      from,
      to: ['Amine@exemple.fr'],
      subject: 'Pour vous',
      html: '<p>vous https://a/?n=1&b=<c></p>',
      text: 'vous https://a/?n=1&b=<c>',
      headers: { 'list-unsubscribe': '<https://a/leave/1>' },
      tags: { recipient: ['1'] },
    });
  });

  it('tells of what becomes of each mail, as the mailbox simulator does', async () => {
    await bulk([
      'bounce@simulator.amazonses.com',
      'a+bounce@exemple.fr',
      'complaint@simulator.amazonses.com',
      'suppressionlist@simulator.amazonses.com',
      'success@simulator.amazonses.com',
    ]);
    expect(events.every((told) => told.topicArn === topicArn)).toBe(true);
    const told = events.map(({ event }) => [event.mail.destination[0], event.eventType]);
    expect(told).toEqual([
      ['bounce@simulator.amazonses.com', 'Bounce'],
      ['a+bounce@exemple.fr', 'Bounce'],
      ['complaint@simulator.amazonses.com', 'Delivery'],
      ['complaint@simulator.amazonses.com', 'Complaint'],
      ['suppressionlist@simulator.amazonses.com', 'Bounce'],
      ['success@simulator.amazonses.com', 'Delivery'],
    ]);
    expect(events[1]?.event).toMatchObject({
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'a+bounce@exemple.fr' }] },
      mail: { messageId: one('a+bounce@exemple.fr').id, tags: { recipient: ['1'], 'ses:configuration-set': ['alerts'] } },
    });
  });

  it('takes over a mail whose values are missing, and sends it to nobody', async () => {
    const Template = { TemplateContent: { Subject: '{{absent}}', Text: 'x' }, TemplateData: '{}' };
    const { BulkEmailEntryResults } = await bulk(['camille@exemple.fr'], { DefaultContent: { Template } });
    expect(BulkEmailEntryResults).toMatchObject([{ Status: 'SUCCESS' }]);
    expect(ses.mailbox.messages({})).toEqual([]);
    expect(events).toMatchObject([
      { event: { eventType: 'Rendering Failure', failure: { errorMessage: expect.stringContaining("'absent'") } } },
    ]);
  });

  it('is refused whole for a stranger, an unknown configuration set, or too many people', async () => {
    await expect(bulk(['a@b.fr'], { FromEmailAddress: 'x@parvis.example.net' })).rejects.toMatchObject({ name: 'MessageRejected' });
    await expect(bulk(['a@b.fr'], { ConfigurationSetName: 'other' })).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(bulk(Array.from({ length: 51 }, (_, n) => `p${n}@b.fr`))).rejects.toMatchObject({ name: 'BadRequestException' });
    expect(ses.mailbox.messages({})).toEqual([]);
  });
});

describe('faults', () => {
  it('throttle and fail the next calls, and nothing is sent by them', async () => {
    ses.mailbox.faults.failNext = ['throttle', 'error'];
    await expect(bulk(['a@b.fr'])).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await expect(bulk(['a@b.fr'])).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    await bulk(['a@b.fr']);
    expect(ses.mailbox.messages({})).toHaveLength(1);
  });

  it('refuse some entries of a call', async () => {
    ses.mailbox.faults.refuse = (address) => (address === 'a@b.fr' ? 'TRANSIENT_FAILURE' : undefined);
    const { BulkEmailEntryResults } = await bulk(['a@b.fr', 'c@d.fr']);
    expect(BulkEmailEntryResults?.map(({ Status }) => Status)).toEqual(['TRANSIENT_FAILURE', 'SUCCESS']);
    expect(ses.mailbox.messages({}).map(({ to }) => to)).toEqual([['c@d.fr']]);
  });

  it('leave a caller without an answer, its mails sent or not', async () => {
    ses.mailbox.faults.failNext = ['hang'];
    const given = (call: (abortSignal: AbortSignal) => Promise<unknown>) =>
      expect(call(AbortSignal.timeout(100))).rejects.toMatchObject({ name: 'AbortError' });
    const send = (abortSignal: AbortSignal) =>
      v2.send(
        new SendOneCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: ['a@b.fr'] },
          Content: { Simple: { Subject: { Data: 's' }, Body: {} } },
        }),
        { abortSignal },
      );
    await given(send);
    expect(ses.mailbox.messages({})).toEqual([]);
    ses.mailbox.faults.latencyMilliseconds = 60_000;
    await given(send);
    expect(ses.mailbox.messages({})).toHaveLength(1);
    await expect.poll(() => ses.mailbox.inFlight()).toBe(0);
  });
});

describe('a mail to one person', () => {
  const mime = [
    'From: Parvis <bonjour@parvis.example>',
    'To: camille@exemple.fr',
    'Subject: =?utf-8?B?w4l0w6k=?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'bonjour',
    '--b',
    'Content-Type: application/pdf; name=recu.pdf',
    'Content-Disposition: attachment; filename=recu.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    'JVBERg==',
    '--b--',
    '',
  ].join('\r\n');

  it('goes by SES v1, simple or raw with attachments', async () => {
    const Message = { Subject: { Data: 'Été' }, Body: { Text: { Data: 'texte' }, Html: { Data: '<p>html</p>' } } };
    const Destination = { ToAddresses: ['amine@exemple.fr'] };
    await v1.send(
      new SendEmailCommand({
        Source: from,
        Destination,
        Message,
        ConfigurationSetName: 'alerts',
        Tags: [{ Name: 'kind', Value: 'welcome' }],
      }),
    );
    expect(one('amine@exemple.fr')).toMatchObject({ subject: 'Été', text: 'texte', html: '<p>html</p>', tags: { kind: ['welcome'] } });
    expect(events).toMatchObject([{ event: { eventType: 'Delivery', mail: { tags: { kind: ['welcome'] } } } }]);
    await v1.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(mime) } }));
    expect(one('camille@exemple.fr')).toMatchObject({
      subject: 'Été',
      attachments: [{ name: 'recu.pdf', type: 'application/pdf', content: 'JVBERg==' }],
    });
  });

  it('goes by SES v2, raw too, and is rejected with a virus', async () => {
    await v2.send(new SendOneCommand({ Content: { Raw: { Data: Buffer.from(mime) } }, ConfigurationSetName: 'alerts' }));
    expect(one('camille@exemple.fr').subject).toBe('Été');
    const virus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
    const Attachments = [{ FileName: 'a.txt', ContentType: 'text/plain', RawContent: Buffer.from(virus) }];
    const Simple = { Subject: { Data: 's' }, Body: { Text: { Data: 't' } }, Attachments };
    await v2.send(
      new SendOneCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: ['lea@exemple.fr'] },
        Content: { Simple },
        ConfigurationSetName: 'alerts',
      }),
    );
    expect(events.map(({ event }) => event.eventType)).toEqual(['Delivery', 'Reject']);
  });

  it('is refused by SES v1 in its own words', async () => {
    const call = { Source: 'x@elsewhere.example', Destination: { ToAddresses: ['a@b.fr'] }, Message: { Subject: { Data: '' }, Body: {} } };
    await expect(v1.send(new SendEmailCommand(call))).rejects.toMatchObject({ name: 'MessageRejected' });
    ses.mailbox.faults.failNext = ['throttle'];
    await expect(v1.send(new SendEmailCommand({ ...call, Source: from }))).rejects.toMatchObject({ name: 'Throttling' });
  });
});

describe('the mailbox', () => {
  let server: Server;
  let address: string;
  beforeEach(async () => {
    server = createServer((request, response) => void ses.mount.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => server.close());
  const read = async (path: string, init?: RequestInit) => {
    const reply = await fetch(address + path, init);
    return { status: reply.status, headers: reply.headers, text: await reply.text() };
  };

  it('says that it is empty, then lists the newest first, for one person or for all', async () => {
    expect((await read('/mailbox')).text).toContain('Aucun courriel');
    await bulk(['camille@exemple.fr']);
    await bulk(['amine@exemple.fr']);
    const all = await read('/mailbox');
    expect(all.text).toContain('2 courriels');
    expect(all.text.indexOf('amine@exemple.fr')).toBeLessThan(all.text.indexOf('camille@exemple.fr'));
    const his = await read('/mailbox?to=amine@exemple.fr');
    expect(his.text).toContain('1 courriel pour amine@exemple.fr');
    expect(his.text).not.toContain('camille@exemple.fr');
  });

  it('shows a mail, its HTML shut in a frame of its own', async () => {
    await bulk(['camille@exemple.fr'], {
      DefaultContent: {
        Template: { TemplateContent: { Subject: '<b>gras</b>', Html: '<script>alert(1)</script>', Text: '<i>' }, TemplateData: '{}' },
      },
    });
    const path = `/mailbox/messages/${one('camille@exemple.fr').id}`;
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
    await v2.send(new SendOneCommand({ FromEmailAddress: from, Destination: { ToAddresses: ['lea@exemple.fr'] }, Content: { Simple } }));
    const path = `/mailbox/messages/${one('lea@exemple.fr').id}/attachments`;
    const file = await read(`${path}/0`);
    expect([file.text, file.headers.get('content-disposition')]).toEqual(['payé', "attachment; filename*=UTF-8''re%C3%A7u.txt"]);
    expect((await read(`${path}/1`)).status).toBe(404);
  });

  it('answers programs, is emptied on demand, and otherwise outlives a restart', async () => {
    await bulk(['camille@exemple.fr']);
    await stop();
    await start();
    const list = async () => JSON.parse((await read('/mailbox/messages.json?to=camille@exemple.fr')).text) as Mail[];
    expect((await list()).map(({ subject }) => subject)).toEqual(['Pour vous']);
    expect((await read('/mailbox/messages', { method: 'DELETE' })).status).toBe(204);
    expect(await list()).toEqual([]);
  });
});
