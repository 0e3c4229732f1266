import { html } from '../html.ts';
import { type MailBodies, mailLayout } from '../mail-layout.ts';
import { oneLine } from '../one-line.ts';

/** A mail to one person. */
export interface Letter extends MailBodies {
  subject: string;
}

/** What a letter says, in French; plain text alone, which is escaped where it is put into HTML. */
export interface LetterWords {
  /** Subject and heading; cut to one line, whatever is in it. */
  title: string;
  /** What happened and what to do, in this order. */
  paragraphs: readonly string[];
  /** The one thing to do. The address is not shortened: who reads the text alone copies it whole. */
  action?: { label: string; address: string };
  /** What to know once that is done, or when it is not to be done. */
  afterwards?: readonly string[];
  /** Why the person gets this letter. */
  why: string;
}

const BUTTON =
  'display:inline-block;padding:10px 20px;border-radius:4px;background-color:#1f4f8f;color:#ffffff;text-decoration:none;font-weight:bold';

const paragraph = (text: string) => html`<p style="margin:0 0 16px">${text}</p>`;

/** The two forms of a letter: whoever reads either knows and can do the same. */
export const letterOf = ({ title, paragraphs, action, afterwards = [], why }: LetterWords): Letter => {
  const subject = oneLine(title);
  const main = html`<h1 style="font-size:24px;line-height:1.25;margin:0 0 16px">${subject}</h1>
${paragraphs.map(paragraph)}
${
  action &&
  html`<p style="margin:24px 0"><a href="${action.address}" style="${BUTTON}">${action.label}</a></p>
<p style="margin:0 0 16px;font-size:14px">Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :<br><span style="word-break:break-all">${action.address}</span></p>`
}
${afterwards.map(paragraph)}`;
  const text = [subject, ...paragraphs, ...(action ? [`${action.label} :\n${action.address}`] : []), ...afterwards].join('\n\n');
  return {
    subject,
    html: mailLayout({ title: subject, preheader: paragraphs[0] ?? '', main, footer: html`<p style="margin:0">${why}</p>` }),
    text: `${text}\n\n-- \n${why}\n`,
  };
};
