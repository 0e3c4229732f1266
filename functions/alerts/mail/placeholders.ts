import type { AlertMail } from './alert-mail.ts';

/** The one thing that differs from mail to mail: each person's leave address goes in its place. */
export const LEAVE_PLACEHOLDER = '{{leaveAddress}}';

/** What the mail service of bulk calls puts in the place of the placeholder. */
export const placeholderValues = (leaveAddress: string): string => JSON.stringify({ leaveAddress });

/** Writes the copies of a mail here instead: a leave address is put in as it is, whatever signs are in it. */
export const withLeaveAddress = ({ subject, html, text }: AlertMail): ((leaveAddress: string) => AlertMail) => {
  const htmlParts = html.split(LEAVE_PLACEHOLDER);
  const textParts = text.split(LEAVE_PLACEHOLDER);
  return (leaveAddress) => ({ subject, html: htmlParts.join(leaveAddress), text: textParts.join(leaveAddress) });
};

const WORD_JOINER = '\u2060';

/** Text in which the mail service finds no placeholder: two braces in a row are kept apart by a sign that nobody sees. */
export const shieldText = (text: string): string => text.replace(/([{}])(?=\1)/g, `$1${WORD_JOINER}`);

/** HTML in which the mail service finds no placeholder; it reads the same. */
export const shieldHtml = (markup: string): string => markup.replaceAll('{', '&#123;').replaceAll('}', '&#125;');
