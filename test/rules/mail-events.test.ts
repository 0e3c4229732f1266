import { describe, expect, it } from 'vitest';
import { readMailEvent } from '../../functions/alerts/rules/mail-events.ts';
import { PublicationId } from '../../schemas/publication.ts';
import { inEnvelope, mailEvent } from '../doubles/mail-events.ts';

const chunk = { publicationId: PublicationId.parse('particuliers-F265-2'), part: '07', chunk: 3 };

describe('an event of the mail service', () => {
  it.each([
    ['Delivery', {}, 'delivered'],
    ['Bounce', { bounce: { bounceType: 'Permanent' } }, 'bounced'],
    ['Bounce', { bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } }, 'given-up'],
    ['Bounce', { bounce: { bounceType: 'Undetermined' } }, 'given-up'],
    ['Complaint', { complaint: { complaintFeedbackType: 'abuse' } }, 'complained'],
    ['Reject', { reject: { reason: 'Bad content' } }, 'rejected'],
    ['Rendering Failure', { failure: { errorMessage: 'missing' } }, 'rejected'],
  ])('%s tells what became of one mail', (eventType, over, kind) => {
    const event = mailEvent(eventType, chunk, 41, over);
    expect(readMailEvent(JSON.stringify(event))).toEqual({ ...chunk, position: 41, kind });
    expect(readMailEvent(inEnvelope(event))).toEqual({ ...chunk, position: 41, kind });
  });

  const event = mailEvent('Delivery', chunk, 0);
  const tagged = (tags: Record<string, unknown>) =>
    JSON.stringify({ ...event, mail: { ...event.mail, tags: { ...event.mail.tags, ...tags } } });

  it.each([
    ['a kind that nobody counts', JSON.stringify(mailEvent('Open', chunk, 0))],
    ['a mail without tags', JSON.stringify({ eventType: 'Delivery', mail: { messageId: 'x', destination: [] } })],
    ['a tag of another publication form', tagged({ publication: ['autre chose'] })],
    ['a tag of another chunk form', tagged({ chunk: ['07'] })],
    ['a position that is none', tagged({ recipient: ['-1'] })],
    ['a tag that is not there', tagged({ recipient: undefined })],
    ['the text that a topic gets when it is set up', 'Successfully validated SNS topic for Amazon SES event publishing.'],
    ['an envelope around no event', inEnvelope('hello')],
    ['nothing', ''],
  ])('is passed over when it is %s', (_, body) => {
    expect(readMailEvent(body)).toBeUndefined();
  });
});
