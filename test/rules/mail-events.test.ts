import { describe, expect, it } from 'vitest';
import { readMailEvent } from '../../functions/alerts/rules/mail-events.ts';
import { PublicationId } from '../../schemas/publication.ts';
import { inEnvelope, mailEvent } from '../doubles/mail-events.ts';

const chunk = { publicationId: PublicationId.parse('particuliers-F265-2'), part: '07', chunk: 3 };

describe('an event of the mail service', () => {
  it.each([
    ['Delivery', {}, { told: 'delivered', sign: 'delivery' }],
    ['Bounce', { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } }, { told: 'bounced', sign: 'bounce', hurts: true }],
    ['Bounce', { bounce: { bounceType: 'Permanent' } }, { told: 'bounced', sign: 'bounce', hurts: true }],
    ['Bounce', { bounce: { bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' } }, { told: 'bounced', sign: 'bounce' }],
    ['Bounce', { bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } }, { told: 'given-up', sign: 'failure' }],
    ['Bounce', { bounce: { bounceType: 'Transient', bounceSubType: 'MessageTooLarge' } }, { told: 'given-up' }],
    ['Bounce', { bounce: { bounceType: 'Undetermined' } }, { told: 'given-up', sign: 'failure' }],
    ['Complaint', { complaint: { complaintFeedbackType: 'abuse' } }, { told: 'complained', sign: 'complaint', hurts: true }],
    [
      'Complaint',
      { complaint: { complaintSubType: null, complaintFeedbackType: null } },
      { told: 'complained', sign: 'complaint', hurts: true },
    ],
    ['Complaint', { complaint: {} }, { told: 'complained', sign: 'complaint', hurts: true }],
    ['Complaint', { complaint: { complaintSubType: 'OnAccountSuppressionList' } }, { told: 'complained', sign: 'complaint' }],
    ['Reject', { reject: { reason: 'Bad content' } }, { told: 'rejected' }],
    ['Rendering Failure', { failure: { errorMessage: 'missing' } }, { told: 'rejected' }],
    ['DeliveryDelay', { deliveryDelay: { delayType: 'MailboxFull' } }, { sign: 'failure' }],
  ])('%s %j tells what became of one mail', (eventType, over, meaning) => {
    const event = mailEvent(eventType, chunk, 41, over);
    const expected = {
      ...meaning,
      place: { ...chunk, position: 41 },
      mail: '0102018f-message',
      sentAt: '2026-03-02T08:00:01.000Z',
      at: '2026-03-02T08:00:01.000Z',
      address: 'camille.martin@exemple.fr',
      doubtful: false,
      slow: false,
    };
    expect(readMailEvent(JSON.stringify(event))).toEqual(expected);
    expect(readMailEvent(inEnvelope(event))).toEqual(expected);
  });

  const event = mailEvent('Delivery', chunk, 0);
  const read = (mail: Record<string, unknown>, over: Record<string, unknown> = {}) =>
    readMailEvent(JSON.stringify({ ...event, mail: { ...event.mail, ...mail }, ...over }));

  it.each([
    ['a kind that nobody counts', JSON.stringify(mailEvent('Open', chunk, 0))],
    [
      'a mail taken out of the unwanted ones',
      JSON.stringify(mailEvent('Complaint', chunk, 0, { complaint: { complaintFeedbackType: 'not-spam' } })),
    ],
    ['a delay that is ours', JSON.stringify(mailEvent('DeliveryDelay', chunk, 0, { deliveryDelay: { delayType: 'IPFailure' } }))],
    ['a mail without a name', JSON.stringify({ eventType: 'Delivery', mail: { timestamp: '2026-03-02T08:00:01.000Z' } })],
    ['the text that a topic gets when it is set up', 'Successfully validated SNS topic for Amazon SES event publishing.'],
    ['an envelope around no event', inEnvelope('hello')],
    ['nothing', ''],
  ])('is passed over when it is %s', (_, body) => {
    expect(readMailEvent(body)).toBeUndefined();
  });

  it.each([
    ['without tags', { tags: undefined }],
    ['with a tag of another publication form', { tags: { ...event.mail.tags, publication: ['autre chose'] } }],
    ['with a tag of another chunk form', { tags: { ...event.mail.tags, chunk: ['07'] } }],
    ['with a position that is none', { tags: { ...event.mail.tags, recipient: ['-1'] } }],
    ['without a position', { tags: { ...event.mail.tags, recipient: undefined } }],
  ])('is in no ledger for a mail %s, and says something of its address all the same', (_, mail) => {
    expect(read(mail)).toMatchObject({ place: undefined, address: 'camille.martin@exemple.fr', told: 'delivered' });
  });

  it('tells of the address that we wrote to, and not of the one to which its owner has mails sent on', () => {
    const bounce = {
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'AILLEURS@EXEMPLE.ORG' }] },
    };
    expect(read({}, bounce)?.address).toBe('camille.martin@exemple.fr');
    expect(read({ destination: ['Camille <camille@exemple.fr>'] }, bounce)?.address).toBe('camille@exemple.fr');
    expect(read({ destination: ['camille@exemple.fr', 'ailleurs@exemple.org'] }, bounce)?.address).toBe('AILLEURS@EXEMPLE.ORG');
    expect(read({ destination: ['camille@exemple.fr', 'ailleurs@exemple.org'] })?.address).toBeUndefined();
  });

  it('keeps times apart: when the mail went, and when its end was told', () => {
    const over = { eventType: 'Bounce', bounce: { bounceType: 'Permanent', timestamp: '2026-03-02T21:00:00.000+01:00' } };
    expect(read({}, over)).toMatchObject({ sentAt: '2026-03-02T08:00:01.000Z', at: '2026-03-02T20:00:00.000Z' });
  });

  it('is worth a look when the mail said that its address was in doubt, or when it took long to arrive', () => {
    expect(read({ tags: { ...event.mail.tags, doubtful: ['yes'] } })).toMatchObject({ doubtful: true, slow: false });
    expect(read({}, { delivery: { processingTimeMillis: 600_000, recipients: ['camille.martin@exemple.fr'] } })).toMatchObject({
      doubtful: false,
      slow: true,
    });
  });
});
