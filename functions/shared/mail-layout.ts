import { type Html, html, raw, typesetDocument } from './html.ts';

/** The two forms of every mail. */
export interface MailBodies {
  html: string;
  text: string;
}

export interface MailFrame {
  title: Html | string;
  /** What lists of messages show after the subject. */
  preheader: Html | string;
  main: Html;
  footer: Html;
}

/** Sizes and spaces only: colours stay those of the reader's own theme, light or dark. */
const font = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5";

/** Keeps the first words of the body out of the line that lists of messages show. */
const filler = raw('&#8199;&#65279;&#847; '.repeat(40));

/** A whole mail in HTML: one column, styles on the elements because some readers drop all others. */
export const mailLayout = ({ title, preheader, main, footer }: MailFrame): string =>
  typesetDocument(html`<!doctype html>
<html lang="fr" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
</head>
<body style="margin:0;padding:0;${font}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader}${filler}</div>
<div role="article" aria-roledescription="courriel" aria-label="${title}" lang="fr" style="max-width:640px;margin:0 auto;padding:24px 16px">
${main}
<hr style="margin:32px 0 16px;border:0;border-top:1px solid #8a8a8a">
<div style="font-size:14px">
${footer}
</div>
</div>
</body>
</html>`);
