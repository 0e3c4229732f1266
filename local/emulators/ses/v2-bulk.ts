import type { SendBulkEmailCommandInput, SendBulkEmailCommandOutput } from '@aws-sdk/client-sesv2';
import type { MailAccount, StoredTemplate } from './account.ts';
import type { MailFaults } from './faults.ts';
import { type Limits, throttled } from './limits.ts';
import type { OutgoingMail } from './mail.ts';
import { type PostOffice, SesError } from './post-office.ts';
import { mergeValues, RenderingFailed, render } from './template.ts';

type Entry = NonNullable<SendBulkEmailCommandInput['BulkEmailEntries']>[number];
type EntryResult = NonNullable<SendBulkEmailCommandOutput['BulkEmailEntryResults']>[number];

const MOST_ENTRIES = 50;

export const tagsOf = (...lists: ({ Name: string | undefined; Value: string | undefined }[] | undefined)[]): Record<string, string[]> =>
  Object.fromEntries(lists.flatMap((list) => list ?? []).map(({ Name = '', Value = '' }) => [Name, [Value]]));

export const headersOf = (...lists: ({ Name: string | undefined; Value: string | undefined }[] | undefined)[]): Record<string, string> =>
  Object.fromEntries(lists.flatMap((list) => list ?? []).map(({ Name = '', Value = '' }) => [Name.toLowerCase(), Value]));

const templateOf = ({ DefaultContent }: SendBulkEmailCommandInput, account: MailAccount): StoredTemplate => {
  const { TemplateName, TemplateContent } = DefaultContent?.Template ?? {};
  if (TemplateContent) return { subject: TemplateContent.Subject ?? '', html: TemplateContent.Html, text: TemplateContent.Text };
  const stored = TemplateName === undefined ? undefined : account.template(TemplateName);
  if (!stored) throw new SesError('NotFoundException', `Template ${TemplateName} does not exist.`);
  return stored;
};

const checkEntries = (input: SendBulkEmailCommandInput): Entry[] => {
  const entries = input.BulkEmailEntries ?? [];
  if (entries.length === 0) throw new SesError('BadRequestException', 'BulkEmailEntries must not be empty.');
  if (entries.length > MOST_ENTRIES) throw new SesError('BadRequestException', `BulkEmailEntries must not exceed ${MOST_ENTRIES}.`);
  return entries;
};

/** A mail of the call for one entry, not rendered yet. */
const envelopeOf = (input: SendBulkEmailCommandInput, { Destination, ReplacementHeaders, ReplacementTags }: Entry): OutgoingMail => ({
  from: input.FromEmailAddress ?? '',
  to: Destination?.ToAddresses ?? [],
  cc: Destination?.CcAddresses ?? [],
  bcc: Destination?.BccAddresses ?? [],
  replyTo: input.ReplyToAddresses ?? [],
  subject: '',
  headers: headersOf(input.DefaultContent?.Template?.Headers, ReplacementHeaders),
  tags: tagsOf(input.DefaultEmailTags, ReplacementTags),
  attachments: [],
  configurationSet: input.ConfigurationSetName,
});

export interface BulkDependencies {
  account: MailAccount;
  office: PostOffice;
  faults: MailFaults;
  limits: Limits;
}

/** SendBulkEmail: each entry has its own values, headers and tags, and its own result. */
export const sendBulk = (
  { account, office, faults, limits }: BulkDependencies,
  input: SendBulkEmailCommandInput,
): { BulkEmailEntryResults: EntryResult[] } => {
  limits.counts.bulk += 1;
  if (!limits.bulkCalls.take(1)) throw throttled(limits.counts, 'Too many requests.');
  office.checkSender(input.FromEmailAddress ?? '', input.ConfigurationSetName);
  const template = templateOf(input, account);
  const results: EntryResult[] = [];
  let overRate = false;
  const ready: { at: number; mail: OutgoingMail }[] = [];
  for (const [at, entry] of checkEntries(input).entries()) {
    const mail = envelopeOf(input, entry);
    const asked = faults.refuse(mail.to[0] ?? '');
    if (asked === 'BAD_REQUEST') throw new SesError('BadRequestException', "Missing final '@domain'");
    const refused = asked ?? (limits.mails.take(1) ? undefined : 'ACCOUNT_THROTTLED');
    if (refused === 'ACCOUNT_THROTTLED') overRate = true;
    if (refused) {
      results[at] = { Status: refused, Error: `Refused: ${refused}` };
      continue;
    }
    try {
      const values = mergeValues(
        input.DefaultContent?.Template?.TemplateData,
        entry.ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData,
      );
      const part = (text: string | undefined) => (text === undefined ? undefined : render(text, values));
      ready.push({
        at,
        mail: { ...mail, subject: render(template.subject, values), html: part(template.html), text: part(template.text) },
      });
    } catch (error) {
      if (!(error instanceof RenderingFailed)) throw error;
      results[at] = { Status: 'SUCCESS', MessageId: office.acceptBroken(mail, error.message) };
    }
  }
  if (overRate) limits.counts.throttled += 1;
  const ids = office.accept(ready.map(({ mail }) => mail));
  for (const [rank, { at }] of ready.entries()) results[at] = { Status: 'SUCCESS', MessageId: ids[rank] };
  return { BulkEmailEntryResults: results };
};
