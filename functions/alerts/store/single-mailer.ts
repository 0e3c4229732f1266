import { BadRequestException, MessageRejected, type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { AlertMail } from '../mail/alert-mail.ts';
import { withLeaveAddress } from '../mail/placeholders.ts';
import type { Fate, Mailer, PersonalLetter, PersonalMailer } from '../mailer.ts';
import type { ChunkRef } from '../rules/chunks.ts';
import { tagsOf } from '../rules/mail-tags.ts';

/** Who mails come from. */
export interface MailSender {
  sender: string;
  configurationSet: string;
}

const UTF8 = 'UTF-8';

const leaveHeaders = (leaveAddress: string) => [
  { Name: 'List-Unsubscribe', Value: `<${leaveAddress}>` },
  { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
];

const contentOf = ({ subject, html, text }: AlertMail) => ({
  Subject: { Data: subject, Charset: UTF8 },
  Body: { Html: { Data: html, Charset: UTF8 }, Text: { Data: text, Charset: UTF8 } },
});

const commandFor = ({ sender, configurationSet }: MailSender, chunk: ChunkRef, letter: PersonalLetter) =>
  new SendEmailCommand({
    FromEmailAddress: sender,
    ConfigurationSetName: configurationSet,
    Destination: { ToAddresses: [letter.address] },
    Content: { Simple: { ...contentOf(letter.mail), Headers: leaveHeaders(letter.leaveAddress) } },
    EmailTags: tagsOf(chunk, letter),
  });

/** The service refuses the call itself: another try would meet the same. */
export const isRefusal = (error: unknown): boolean => error instanceof BadRequestException || error instanceof MessageRejected;

/**
 * One call of SES for each letter, as many at once as the turn lets go. The client must make a single attempt: when an answer is lost nobody
 * knows whether the mail went, and only the queue, which waits for the lease, may try again.
 */
export const personalMailer =
  (client: SESv2Client, from: MailSender): PersonalMailer =>
  ({ chunk, letters, turn }) =>
    Promise.all(
      letters.map(async (letter): Promise<Fate> => {
        try {
          if ((await turn.next(1)) === 0) return 'waiting';
          await client.send(commandFor(from, chunk, letter));
          return 'accepted';
        } catch (error) {
          return isRefusal(error) ? 'refused' : 'later';
        }
      }),
    );

/** The mails of a bulk call, one by one: the same words, with each person's own way to leave put in here. */
export const singleMailer = (client: SESv2Client, from: MailSender): Mailer => {
  const send = personalMailer(client, from);
  return ({ mail, letters, ...mailing }) => {
    const write = withLeaveAddress(mail);
    return send({ ...mailing, letters: letters.map((letter) => ({ ...letter, mail: write(letter.leaveAddress) })) });
  };
};

/** An address that surely exists: the mail service keeps it for trials, and counts nothing of it against anybody. */
const SURE_ADDRESS = 'success@simulator.amazonses.com';

/** Whether the service takes this mail at all: asked once for each, and only when it refused all that was sent of it. Throws when it does not say. */
export const mailProbe = (client: SESv2Client, { sender, configurationSet }: MailSender): ((mail: AlertMail) => Promise<boolean>) => {
  let passed: AlertMail | undefined;
  return async (mail) => {
    if (passed === mail) return true;
    try {
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: sender,
          ConfigurationSetName: configurationSet,
          Destination: { ToAddresses: [SURE_ADDRESS] },
          Content: { Simple: contentOf(mail) },
        }),
      );
      passed = mail;
      return true;
    } catch (error) {
      if (isRefusal(error)) return false;
      throw error;
    }
  };
};
