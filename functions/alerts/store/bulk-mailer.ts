import {
  BadRequestException,
  type BulkEmailEntry,
  type BulkEmailStatus,
  MessageRejected,
  type SESv2Client,
  SendBulkEmailCommand,
  type SendBulkEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { placeholderValues } from '../mail/placeholders.ts';
import { CallRefused, type Fate, type Letter, type Mailer, type Mailing } from '../mailer.ts';
import type { ChunkRef } from '../rules/chunks.ts';
import { tagsOf } from '../rules/mail-tags.ts';

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

/** One call; a refusal of the call as it is, which another try would meet again, is told apart from a service in trouble. */
const send = async (client: SESv2Client, input: SendBulkEmailCommandInput) => {
  try {
    return await client.send(new SendBulkEmailCommand(input));
  } catch (error) {
    if (error instanceof BadRequestException || error instanceof MessageRejected) throw new CallRefused(error.name, { cause: error });
    throw error;
  }
};

export interface BulkSender {
  sender: string;
  configurationSet: string;
}

/**
 * Fifty mails in one call of SES. The client must make a single attempt: when an answer is lost nobody knows whether the mails went, and only
 * the queue, which waits for the lease, may try again.
 */
export const bulkMailer =
  (client: SESv2Client, { sender, configurationSet }: BulkSender): Mailer =>
  async ({ mail, chunk, letters }: Mailing) => {
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

/** A status that this version does not know is no reason to forget somebody. */
const fateOf = (status: BulkEmailStatus | undefined): Fate => (status && fates[status]) ?? 'later';
