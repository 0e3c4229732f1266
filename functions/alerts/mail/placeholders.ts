/** The one thing that differs from mail to mail: the mail service puts each person's leave address in its place. */
export const LEAVE_PLACEHOLDER = '{{leaveAddress}}';

/** What goes in the place of the placeholder. */
export const placeholderValues = (leaveAddress: string): string => JSON.stringify({ leaveAddress });

const WORD_JOINER = '\u2060';

/** Text in which the mail service finds no placeholder: two braces in a row are kept apart by a sign that nobody sees. */
export const shieldText = (text: string): string => text.replace(/([{}])(?=\1)/g, `$1${WORD_JOINER}`);

/** HTML in which the mail service finds no placeholder; it reads the same. */
export const shieldHtml = (markup: string): string => markup.replaceAll('{', '&#123;').replaceAll('}', '&#125;');
