import PostalMime, { type Address } from 'postal-mime';
import type { OutgoingMail } from './mail.ts';

const written = (addresses: Address[] | undefined): string[] =>
  (addresses ?? []).flatMap((address) =>
    address.address ? [address.name ? `${address.name} <${address.address}>` : address.address] : [],
  );

/** A mail given as MIME text: its own headers say everything that the call does not. */
export const readRawMail = async (raw: Buffer): Promise<Omit<OutgoingMail, 'tags' | 'configurationSet'>> => {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'base64' });
  return {
    from: written(mail.from && [mail.from])[0] ?? '',
    to: written(mail.to),
    cc: written(mail.cc),
    bcc: written(mail.bcc),
    replyTo: written(mail.replyTo),
    subject: mail.subject ?? '',
    html: mail.html,
    text: mail.text,
    headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? 'sans-nom',
      type: mimeType,
      content: String(content),
    })),
  };
};
