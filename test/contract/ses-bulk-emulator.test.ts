import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { from, type MailService, startMailService, topicArn } from '../doubles/mail-service.ts';

let service: MailService;
beforeEach(async () => {
  service = await startMailService();
});
afterEach(() => service.stop());

describe('a bulk call', () => {
  it('writes to each person with their own values, headers and tags, and escapes nothing, as SES does', async () => {
    const { BulkEmailEntryResults } = await service.bulk(['camille@exemple.fr', 'Amine@exemple.fr']);
    expect(BulkEmailEntryResults?.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(service.one('amine@exemple.fr')).toMatchObject({
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
    await service.bulk([
      'bounce@simulator.amazonses.com',
      'a+bounce@exemple.fr',
      'complaint@simulator.amazonses.com',
      'suppressionlist@simulator.amazonses.com',
      'success@simulator.amazonses.com',
    ]);
    expect(service.events.every((told) => told.topicArn === topicArn)).toBe(true);
    const told = service.events.map(({ event }) => [event.mail.destination[0], event.eventType]);
    expect(told).toEqual([
      ['bounce@simulator.amazonses.com', 'Bounce'],
      ['a+bounce@exemple.fr', 'Bounce'],
      ['complaint@simulator.amazonses.com', 'Delivery'],
      ['complaint@simulator.amazonses.com', 'Complaint'],
      ['suppressionlist@simulator.amazonses.com', 'Bounce'],
      ['success@simulator.amazonses.com', 'Delivery'],
    ]);
    expect(service.events[1]?.event).toMatchObject({
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'A+BOUNCE@EXEMPLE.FR' }] },
      mail: { messageId: service.one('a+bounce@exemple.fr').id, tags: { recipient: ['1'], 'ses:configuration-set': ['alerts'] } },
    });
  });

  it('takes over a mail whose values are missing, and sends it to nobody', async () => {
    const Template = { TemplateContent: { Subject: '{{absent}}', Text: 'x' }, TemplateData: '{}' };
    const { BulkEmailEntryResults } = await service.bulk(['camille@exemple.fr'], { DefaultContent: { Template } });
    expect(BulkEmailEntryResults).toMatchObject([{ Status: 'SUCCESS' }]);
    expect(service.ses.mailbox.messages({})).toEqual([]);
    expect(service.events).toMatchObject([
      { event: { eventType: 'Rendering Failure', failure: { errorMessage: expect.stringContaining("'absent'") } } },
    ]);
  });

  it('is refused whole for a stranger, an unknown configuration set, or too many people', async () => {
    await expect(service.bulk(['a@b.fr'], { FromEmailAddress: 'x@parvis.example.net' })).rejects.toMatchObject({ name: 'MessageRejected' });
    await expect(service.bulk(['a@b.fr'], { ConfigurationSetName: 'other' })).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(service.bulk(Array.from({ length: 51 }, (_, n) => `p${n}@b.fr`))).rejects.toMatchObject({ name: 'BadRequestException' });
    expect(service.ses.mailbox.messages({})).toEqual([]);
  });
});

describe('faults', () => {
  it('throttle and fail the next calls, and nothing is sent by them', async () => {
    service.ses.mailbox.faults.failNext = ['throttle', 'error'];
    await expect(service.bulk(['a@b.fr'])).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await expect(service.bulk(['a@b.fr'])).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    await service.bulk(['a@b.fr']);
    expect(service.ses.mailbox.messages({})).toHaveLength(1);
  });

  it('refuse some entries of a call', async () => {
    service.ses.mailbox.faults.refuse = (address) => (address === 'a@b.fr' ? 'TRANSIENT_FAILURE' : undefined);
    const { BulkEmailEntryResults } = await service.bulk(['a@b.fr', 'c@d.fr']);
    expect(BulkEmailEntryResults?.map(({ Status }) => Status)).toEqual(['TRANSIENT_FAILURE', 'SUCCESS']);
    expect(service.ses.mailbox.messages({}).map(({ to }) => to)).toEqual([['c@d.fr']]);
  });

  it('leave a caller without an answer, its mails sent or not', async () => {
    service.ses.mailbox.faults.failNext = ['hang'];
    const given = (call: (abortSignal: AbortSignal) => Promise<unknown>) =>
      expect(call(AbortSignal.timeout(100))).rejects.toMatchObject({ name: 'AbortError' });
    const send = (abortSignal: AbortSignal) =>
      service.v2.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: ['a@b.fr'] },
          Content: { Simple: { Subject: { Data: 's' }, Body: {} } },
        }),
        { abortSignal },
      );
    await given(send);
    expect(service.ses.mailbox.messages({})).toEqual([]);
    service.ses.mailbox.faults.latencyMilliseconds = 60_000;
    await given(send);
    expect(service.ses.mailbox.messages({})).toHaveLength(1);
    await expect.poll(() => service.ses.mailbox.inFlight()).toBe(0);
  });
});
