import { randomUUID } from 'node:crypto';
import type { MailEventType } from './account.ts';
import type { MailFate } from './fates.ts';
import { bareAddress, type Mail, recipientsOf } from './mail.ts';

/** What SES tells of the mail, in the order it does. */
const eventsOfFate: Record<MailFate, MailEventType[]> = {
  delivered: ['Send', 'Delivery'],
  bounced: ['Send', 'Bounce'],
  suppressed: ['Send', 'Bounce'],
  'soft-bounced': ['Send', 'Bounce'],
  answered: ['Send', 'Delivery', 'Bounce'],
  delayed: ['Send', 'DeliveryDelay', 'Delivery'],
  complained: ['Send', 'Delivery', 'Complaint'],
  rejected: ['Send', 'Reject'],
};

const commonPart = (mail: Mail) => ({
  timestamp: mail.at,
  source: mail.from,
  messageId: mail.id,
  destination: recipientsOf(mail),
  headersTruncated: false,
  headers: Object.entries(mail.headers).map(([name, value]) => ({ name, value })),
  commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.id, subject: mail.subject },
  tags: {
    'ses:configuration-set': [mail.configurationSet ?? ''],
    'ses:from-domain': [bareAddress(mail.from).split('@')[1] ?? ''],
    ...mail.tags,
  },
});

/** What the server of the recipient said. */
const bounces: Partial<Record<MailFate, { bounceType: string; bounceSubType: string; status: string; diagnosticCode: string }>> = {
  suppressed: { bounceType: 'Permanent', bounceSubType: 'Suppressed', status: '5.1.1', diagnosticCode: 'Amazon SES has suppressed it' },
  'soft-bounced': { bounceType: 'Transient', bounceSubType: 'MailboxFull', status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 over quota' },
  answered: { bounceType: 'Transient', bounceSubType: 'General', status: '5.0.0', diagnosticCode: 'Absence du bureau' },
};
const hard = { bounceType: 'Permanent', bounceSubType: 'General', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' };

/** Servers spell an address as they like: what comes back is not always what was sent. */
const spelledBack = (address: string): string => address.toUpperCase();

/** In milliseconds. */
const DELAY = 600_000;

const bounce = ({ fate, at }: Mail, recipients: string[]) => {
  const { bounceType, bounceSubType, status, diagnosticCode } = bounces[fate] ?? hard;
  return {
    bounceType,
    bounceSubType,
    bouncedRecipients: recipients.map((address) => ({ emailAddress: spelledBack(address), action: 'failed', status, diagnosticCode })),
    timestamp: at,
    feedbackId: randomUUID(),
  };
};

const ownPart: Record<MailEventType, (mail: Mail, recipients: string[]) => object> = {
  Send: () => ({ send: {} }),
  Delivery: ({ at, fate }, recipients) => ({
    delivery: {
      timestamp: at,
      processingTimeMillis: fate === 'delayed' ? DELAY : 1,
      recipients,
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: 'local',
    },
  }),
  Bounce: (mail, recipients) => ({ bounce: bounce(mail, recipients) }),
  Complaint: ({ at }, recipients) => ({
    complaint: {
      complainedRecipients: recipients.map((address) => ({ emailAddress: spelledBack(address) })),
      timestamp: at,
      feedbackId: randomUUID(),
      complaintFeedbackType: 'abuse',
    },
  }),
  Reject: () => ({ reject: { reason: 'Bad content' } }),
  'Rendering Failure': () => ({}),
  DeliveryDelay: ({ at }, recipients) => ({
    deliveryDelay: {
      timestamp: at,
      delayType: 'MailboxFull',
      expirationTime: new Date(Date.parse(at) + DELAY).toISOString(),
      delayedRecipients: recipients.map((address) => ({ emailAddress: spelledBack(address), status: '4.2.2' })),
      reportingMTA: 'local',
    },
  }),
};

export interface MailEvent {
  type: MailEventType;
  /** The JSON that SES publishes. */
  message: string;
}

/** Everything that is to be told of a mail that was taken over. */
export const eventsOf = (mail: Mail): MailEvent[] =>
  eventsOfFate[mail.fate].map((type) => ({
    type,
    message: JSON.stringify({ eventType: type, mail: commonPart(mail), ...ownPart[type](mail, recipientsOf(mail)) }),
  }));

/** A mail that could not be rendered was taken over too, and goes nowhere. */
export const renderingFailure = (mail: Mail, errorMessage: string): MailEvent => ({
  type: 'Rendering Failure',
  message: JSON.stringify({ eventType: 'Rendering Failure', mail: commonPart(mail), failure: { errorMessage } }),
});
