import {
  type BulkEmailEntry,
  type BulkEmailStatus,
  type SESv2Client,
  SendBulkEmailCommand,
  type SendBulkEmailCommandInput,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { placeholderValues } from '../mail/placeholders.ts';
import { CallRefused, CallThrottled, type Fate, type Letter, type Mailer, type Mailing } from '../mailer.ts';
import type { ChunkRef } from '../rules/chunks.ts';
import { tagsOf } from '../rules/mail-tags.ts';
import { isRefusal, type MailSender } from './single-mailer.ts';

/** What is wrong with one mail is final; what is wrong with the account or the service passes, once somebody has mended it. */
const fates: Record<BulkEmailStatus, Fate> = {
  SUCCESS: 'accepted',
  MESSAGE_REJECTED: 'refused',
  INVALID_PARAMETER: 'refused',
  FAILED: 'refused',
  TRANSIENT_FAILURE: 'later',
  ACCOUNT_THROTTLED: 'later',
  ACCOUNT_DAILY_QUOTA_EXCEEDED: 'later',
  ACCOUNT_SENDING_PAUSED: 'later',
  ACCOUNT_SUSPENDED: 'later',
  CONFIGURATION_SET_NOT_FOUND: 'later',
  CONFIGURATION_SET_SENDING_PAUSED: 'later',
  INVALID_SENDING_POOL_NAME: 'later',
  MAIL_FROM_DOMAIN_NOT_VERIFIED: 'later',
  TEMPLATE_NOT_FOUND: 'later',
};

const entryOf = (chunk: ChunkRef, letter: Letter): BulkEmailEntry => ({
  Destination: { ToAddresses: [letter.address] },
  ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: placeholderValues(letter.leaveAddress) } },
  ReplacementHeaders: [
    { Name: 'List-Unsubscribe', Value: `<${letter.leaveAddress}>` },
    { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
  ],
  ReplacementTags: tagsOf(chunk, letter),
});

/** The gateway of the service has a name of its own for the same. */
const isThrottling = (error: unknown): boolean =>
  error instanceof TooManyRequestsException || (error instanceof Error && error.name === 'ThrottlingException');

/** One call; a refusal of the call as it is, which another try would meet again, and one for the rate are told apart from a service in trouble. */
const send = async (client: SESv2Client, input: SendBulkEmailCommandInput) => {
  try {
    return await client.send(new SendBulkEmailCommand(input));
  } catch (error) {
    if (error instanceof Error && isRefusal(error)) throw new CallRefused(error.name, { cause: error });
    if (error instanceof Error && isThrottling(error)) throw new CallThrottled(error.name, { cause: error });
    throw error;
  }
};

/** A status that this version does not know is no reason to forget somebody. */
const fateOf = (status: BulkEmailStatus | undefined): Fate => (status && fates[status]) ?? 'later';

const sendTogether = async (client: SESv2Client, { sender, configurationSet }: MailSender, { mail, chunk, letters }: Mailing) => {
  const { BulkEmailEntryResults = [] } = await send(client, {
    FromEmailAddress: sender,
    ConfigurationSetName: configurationSet,
    DefaultContent: {
      Template: {
        TemplateContent: { Subject: mail.subject, Html: mail.html, Text: mail.text },
        TemplateData: placeholderValues(''),
      },
    },
    BulkEmailEntries: letters.map((letter) => entryOf(chunk, letter)),
  });
  return letters.map((_, at) => fateOf(BulkEmailEntryResults[at]?.Status));
};

/**
 * Fifty mails in one call of SES, or as many as the turn lets go. The client must make a single attempt: when an answer is lost nobody knows
 * whether the mails went, and only the queue, which waits for the lease, may try again.
 */
export const bulkMailer =
  (client: SESv2Client, from: MailSender): Mailer =>
  async (mailing) => {
    const { letters, turn } = mailing;
    const all: Fate[] = [];
    while (all.length < letters.length) {
      const granted = await turn.alone(letters.length - all.length);
      if (granted === 0) return [...all, ...letters.slice(all.length).map(() => 'waiting' as const)];
      try {
        all.push(...(await sendTogether(client, from, { ...mailing, letters: letters.slice(all.length, all.length + granted) })));
      } catch (error) {
        if (all.length === 0) throw error;
        return [...all, ...letters.slice(all.length).map(() => 'later' as const)];
      }
    }
    return all;
  };
