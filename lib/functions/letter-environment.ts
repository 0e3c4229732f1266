import type { DataStack } from '../stacks/data.ts';
import type { MailStack } from '../stacks/mail.ts';

/** What every function that sends letters is told: from whom they come, and by which budget. */
export const letterEnvironment = ({ tables, house }: DataStack, { letterSender, configurationSetName }: MailStack) => ({
  LETTERS_TABLE: tables.letters.tableName,
  SENDING_TABLE: tables.sending.tableName,
  SENDS_PER_SECOND: String(house.stage.settings.mail.perSecond),
  LETTER_SENDER: letterSender,
  MAIL_CONFIGURATION_SET: configurationSetName,
});
