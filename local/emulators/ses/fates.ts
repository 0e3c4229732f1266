import type { OutgoingMail } from './mail.ts';

/**
 * What becomes of a mail after it was taken over. `soft-bounced`: a full mailbox, until the service gave up; `answered`: it arrived, and an
 * automatic answer came back; `delayed`: it arrived after a while.
 */
export type MailFate = 'delivered' | 'bounced' | 'suppressed' | 'soft-bounced' | 'answered' | 'delayed' | 'complained' | 'rejected';

const SIMULATOR = 'simulator.amazonses.com';

/** The words of the SES mailbox simulator, then our own for what it cannot do. */
const byWord: Record<string, MailFate> = {
  bounce: 'bounced',
  complaint: 'complained',
  suppressionlist: 'suppressed',
  ooto: 'answered',
  soft: 'soft-bounced',
  delay: 'delayed',
};

/** The harmless text that every virus scanner takes for a virus; in two parts, so that this file is not taken for one. */
const TEST_VIRUS = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/**
 * The addresses of the SES mailbox simulator behave as they do there (`bounce@simulator.amazonses.com`); so do they anywhere as a suffix of
 * a name, to have many of them (`camille+bounce@exemple.fr`). Everybody else gets their mail.
 */
export const fateOfAddress = (address: string): MailFate => {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  const [name = '', ...suffixes] = local.split('+');
  const word = domain === SIMULATOR ? name : suffixes.find((suffix) => suffix in byWord);
  return byWord[word ?? ''] ?? 'delivered';
};

const holdsVirus = ({ attachments }: OutgoingMail): boolean =>
  attachments.some(({ content }) => Buffer.from(content, 'base64').includes(TEST_VIRUS));

/** What becomes of a mail, by its first recipient; one with a virus goes nowhere. */
export const fateOf = (mail: OutgoingMail, firstRecipient: string, chosen: (address: string) => MailFate | undefined): MailFate =>
  holdsVirus(mail) ? 'rejected' : (chosen(firstRecipient.toLowerCase()) ?? fateOfAddress(firstRecipient));
