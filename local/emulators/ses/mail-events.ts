import { randomUUID } from 'node:crypto';
import type { MailEventType } from './account.ts';
import type { MailFate } from './fates.ts';
import { bareAddress, type Mail, recipientsOf } from './mail.ts';

/** What SES tells of the mail, in the order it does. */
const eventsOfFate: Record<MailFate, MailEventType[]> = {
  delivered: ['Send', 'Delivery'],
  bounced: ['Send', 'Bounce'],
  suppressed: ['Send', 'Bounce'],
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

const bounce = (mail: Mail, recipients: string[]) => ({
  bounceType: 'Permanent',
  bounceSubType: mail.fate === 'suppressed' ? 'Suppressed' : 'General',
  bouncedRecipients: recipients.map((emailAddress) => ({
    emailAddress,
    action: 'failed',
    status: '5.1.1',
    diagnosticCode: 'smtp; 550 5.1.1 user unknown',
  })),
  timestamp: mail.at,
  feedbackId: randomUUID(),
});

const ownPart: Record<MailEventType, (mail: Mail, recipients: string[]) => object> = {
  Send: () => ({ send: {} }),
  Delivery: ({ at }, recipients) => ({
    delivery: { timestamp: at, processingTimeMillis: 1, recipients, smtpResponse: '250 2.6.0 Message received', reportingMTA: 'local' },
  }),
  Bounce: (mail, recipients) => ({ bounce: bounce(mail, recipients) }),
  Complaint: ({ at }, recipients) => ({
    complaint: {
      complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
      timestamp: at,
      feedbackId: randomUUID(),
      complaintFeedbackType: 'abuse',
    },
  }),
  Reject: () => ({ reject: { reason: 'Bad content' } }),
  'Rendering Failure': () => ({}),
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
