/** What is counted of a mail after the mail service took it over; each at most once for one person of a mailing. */
export const feedbackKinds = ['delivered', 'bounced', 'complained', 'rejected'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

/**
 * `given-up`: a soft bounce. The mail service tells of it when it stops trying, hours later; it tells of an automatic answer, which comes
 * back for a mail that did arrive, in the same words.
 */
export const toldKinds = [...feedbackKinds, 'given-up'] as const;
export type ToldKind = (typeof toldKinds)[number];

/** What an event says of the address: it is no good, wants no more, failed for the moment, or works. */
export type AddressSign = 'bounce' | 'complaint' | 'failure' | 'delivery';

export interface Meaning {
  /** What the ledger counts. */
  told?: ToldKind;
  sign?: AddressSign;
  /** Whether the mail service counts it against us, as a bounce or a complaint. */
  hurts?: true;
}

/** The words of the mail service for what happened; those that an event of that type does not have are ''. */
export interface EventWords {
  event: string;
  type: string;
  subType: string;
}

interface Row extends Meaning {
  when: Partial<Record<keyof EventWords, readonly string[]>>;
  why: string;
}

/** The first row that holds is the meaning. Words are those of Amazon SES: "Contents of event data that Amazon SES publishes to Amazon SNS". */
const rows: readonly Row[] = [
  { when: { event: ['Delivery'] }, told: 'delivered', sign: 'delivery', why: 'The server of the person took it.' },
  {
    when: { event: ['Bounce'], type: ['Permanent'], subType: ['OnAccountSuppressionList'] },
    told: 'bounced',
    sign: 'bounce',
    why: 'The service knows the address as bad and did not try, so it holds nothing against us.',
  },
  { when: { event: ['Bounce'], type: ['Permanent'] }, told: 'bounced', sign: 'bounce', hurts: true, why: 'There is no such mailbox.' },
  {
    when: { event: ['Bounce'], subType: ['MessageTooLarge', 'ContentRejected', 'AttachmentRejected'] },
    told: 'given-up',
    why: 'This mail was refused for what it is: that says nothing of the address.',
  },
  { when: { event: ['Bounce'] }, told: 'given-up', sign: 'failure', why: 'Full or out of reach, for now.' },
  { when: { event: ['Complaint'], type: ['not-spam'] }, why: 'The person took the mail out of the unwanted ones.' },
  {
    when: { event: ['Complaint'], subType: ['OnAccountSuppressionList'] },
    told: 'complained',
    sign: 'complaint',
    why: 'The service knows that the person complained before, and did not try.',
  },
  { when: { event: ['Complaint'] }, told: 'complained', sign: 'complaint', hurts: true, why: 'The person wants no more mails.' },
  { when: { event: ['Reject', 'Rendering Failure'] }, told: 'rejected', why: 'It never left, for what it is.' },
  {
    when: {
      event: ['DeliveryDelay'],
      type: ['General', 'MailboxFull', 'RecipientServerError', 'TransientCommunicationFailure', 'Undetermined'],
    },
    sign: 'failure',
    why: 'The server of the person did not take it yet; other delays (InternalFailure, IPFailure, SpamDetected…) are ours, and say nothing of it.',
  },
];

/** What an event means; nothing for one that is about no mail's end. */
export const meaningOf = (words: EventWords): Meaning =>
  rows.find(({ when }) => Object.entries(when).every(([word, values]) => values.includes(words[word as keyof EventWords]))) ?? {};
