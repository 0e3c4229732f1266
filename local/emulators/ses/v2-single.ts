import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { OutgoingMail } from './mail.ts';
import { type PostOffice, SesError } from './post-office.ts';
import { readRawMail } from './raw-mail.ts';
import { headersOf, tagsOf } from './v2-bulk.ts';

/** Bytes travel in base64 in the JSON of a call. */
type Wire<T> = T extends Uint8Array
  ? string
  : T extends (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;
export type SendEmailJson = Wire<SendEmailCommandInput>;

const addressing = ({ FromEmailAddress, Destination, ReplyToAddresses }: SendEmailJson) => ({
  ...(FromEmailAddress !== undefined && { from: FromEmailAddress }),
  ...(Destination && { to: Destination.ToAddresses ?? [], cc: Destination.CcAddresses ?? [], bcc: Destination.BccAddresses ?? [] }),
  ...(ReplyToAddresses && { replyTo: ReplyToAddresses }),
});

const contentOf = async ({ Content }: SendEmailJson): Promise<Omit<OutgoingMail, 'tags'>> => {
  if (Content?.Raw) return readRawMail(Buffer.from(Content.Raw.Data ?? '', 'base64'));
  const simple = Content?.Simple;
  if (!simple)
    throw new SesError('BadRequestException', 'The local mail service sends simple and raw mails alone; bulk calls take templates.');
  return {
    from: '',
    to: [],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: simple.Subject?.Data ?? '',
    html: simple.Body?.Html?.Data,
    text: simple.Body?.Text?.Data,
    headers: headersOf(simple.Headers),
    attachments: (simple.Attachments ?? []).map(({ FileName, ContentType, RawContent }) => ({
      name: FileName ?? 'sans-nom',
      type: ContentType ?? 'application/octet-stream',
      content: RawContent ?? '',
    })),
  };
};

export interface SingleDependencies {
  office: PostOffice;
  /** Throws when a mail to this address does not go. */
  check: (address: string) => void;
}

/** SendEmail of SES v2. */
export const sendEmail = async (
  { office, check }: SingleDependencies,
  input: SendEmailJson,
): Promise<{ MessageId: string | undefined }> => {
  const mail: OutgoingMail = {
    ...(await contentOf(input)),
    ...addressing(input),
    tags: tagsOf(input.EmailTags),
    configurationSet: input.ConfigurationSetName,
  };
  office.checkSender(mail.from, mail.configurationSet);
  check(mail.to[0] ?? '');
  return { MessageId: office.accept([mail])[0] };
};
