import { SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { SendEmailCommand as SendOneCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { from, type MailService, startMailService } from '../doubles/mail-service.ts';

let service: MailService;
beforeEach(async () => {
  service = await startMailService();
});
afterEach(() => service.stop());

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
    await service.v1.send(
      new SendEmailCommand({
        Source: from,
        Destination,
        Message,
        ConfigurationSetName: 'alerts',
        Tags: [{ Name: 'kind', Value: 'welcome' }],
      }),
    );
    expect(service.one('amine@exemple.fr')).toMatchObject({
      subject: 'Été',
      text: 'texte',
      html: '<p>html</p>',
      tags: { kind: ['welcome'] },
    });
    expect(service.events).toMatchObject([{ event: { eventType: 'Delivery', mail: { tags: { kind: ['welcome'] } } } }]);
    await service.v1.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(mime) } }));
    expect(service.one('camille@exemple.fr')).toMatchObject({
      subject: 'Été',
      attachments: [{ name: 'recu.pdf', type: 'application/pdf', content: 'JVBERg==' }],
    });
  });

  it('goes by SES v2, raw too, and is rejected with a virus', async () => {
    await service.v2.send(new SendOneCommand({ Content: { Raw: { Data: Buffer.from(mime) } }, ConfigurationSetName: 'alerts' }));
    expect(service.one('camille@exemple.fr').subject).toBe('Été');
    const virus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
    const Attachments = [{ FileName: 'a.txt', ContentType: 'text/plain', RawContent: Buffer.from(virus) }];
    const Simple = { Subject: { Data: 's' }, Body: { Text: { Data: 't' } }, Attachments };
    await service.v2.send(
      new SendOneCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: ['lea@exemple.fr'] },
        Content: { Simple },
        ConfigurationSetName: 'alerts',
      }),
    );
    expect(service.events.map(({ event }) => event.eventType)).toEqual(['Delivery', 'Reject']);
  });

  it('is refused by SES v1 in its own words', async () => {
    const call = { Source: 'x@elsewhere.example', Destination: { ToAddresses: ['a@b.fr'] }, Message: { Subject: { Data: '' }, Body: {} } };
    await expect(service.v1.send(new SendEmailCommand(call))).rejects.toMatchObject({ name: 'MessageRejected' });
    service.ses.mailbox.faults.failNext = ['throttle'];
    await expect(service.v1.send(new SendEmailCommand({ ...call, Source: from }))).rejects.toMatchObject({ name: 'Throttling' });
  });
});
