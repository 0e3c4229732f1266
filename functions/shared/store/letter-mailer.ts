import { domainToASCII } from 'node:url';
import { type SESClient, SESServiceException, SendEmailCommand } from '@aws-sdk/client-ses';
import type { MailLetter } from '../letters/post.ts';

export interface LetterSender {
  sender: string;
  configurationSet: string;
}

const UTF8 = 'UTF-8';
/** Names the kind of mail in what the mail service tells of it; it is in no ledger. */
const TAGS = [{ Name: 'letter', Value: 'yes' }];

/** What ends a header, or begins another address: in no address that we keep, and refused all the same. */
const FORBIDDEN = /[\p{Cc}\s,;<>"]/u;

/** As the mail service takes it; undefined for what is no single address. */
export const writableAddress = (address: string): string | undefined => {
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1));
  return at < 1 || domain === '' || FORBIDDEN.test(address) ? undefined : `${address.slice(0, at)}@${domain}`;
};

/** Another try would meet the same: it is the address that the service does not take. */
const isRefusal = (error: unknown): boolean => error instanceof SESServiceException && error.name === 'InvalidParameterValue';

/** One call for one person. The client must make a single attempt: when an answer is lost nobody knows whether the mail went. */
export const letterMailer =
  (client: SESClient, { sender, configurationSet }: LetterSender): MailLetter =>
  async (to, { subject, html, text }) => {
    const address = writableAddress(to);
    if (address === undefined) return 'refused';
    try {
      await client.send(
        new SendEmailCommand({
          Source: sender,
          ConfigurationSetName: configurationSet,
          Destination: { ToAddresses: [address] },
          Message: {
            Subject: { Data: subject, Charset: UTF8 },
            Body: { Html: { Data: html, Charset: UTF8 }, Text: { Data: text, Charset: UTF8 } },
          },
          Tags: TAGS,
        }),
      );
      return 'accepted';
    } catch (error) {
      if (isRefusal(error)) return 'refused';
      throw error;
    }
  };
