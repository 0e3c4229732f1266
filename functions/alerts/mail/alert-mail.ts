import type { Announcement } from '../../../schemas/publication.ts';
import { html, raw } from '../../shared/html.ts';
import { type MailBodies, mailLayout } from '../../shared/mail-layout.ts';
import { oneLine } from '../../shared/one-line.ts';
import { moreOf, passageHtml, passageText } from './passages.ts';
import { LEAVE_PLACEHOLDER, shieldHtml, shieldText } from './placeholders.ts';

/** The mail of one publication, the same for all: only the leave address is still to be put in. */
export interface AlertMail extends MailBodies {
  subject: string;
}

const WHY = 'Vous recevez ce message parce que vous suivez cette fiche dans votre espace personnel Parvis.';
const LEAVE = 'Ne plus suivre cette fiche';
const READ = 'Lire la fiche';
const COMPARE = 'Voir tout ce qui a changé';

const openingOf = (revisions: number): string =>
  revisions === 1 ? 'Une fiche que vous suivez a été modifiée.' : `Une fiche que vous suivez a été modifiée ${revisions} fois.`;

/** A page for each revision that the mail tells, the oldest first. */
const comparisonsOf = (
  { audience, ficheId, revision, joined = [] }: Announcement,
  siteAddress: string,
): { label: string; address: string }[] =>
  [...joined, revision].map((one, at, all) => ({
    label: all.length === 1 ? COMPARE : `${COMPARE} (modification ${at + 1} sur ${all.length})`,
    address: `${siteAddress}/fiches/${audience}/${ficheId}/revisions/${one}.html`,
  }));

const button =
  'display:inline-block;padding:10px 20px;border-radius:4px;background-color:#1f4f8f;color:#ffffff;text-decoration:none;font-weight:bold';

/** What each subscriber reads. `siteAddress` has a scheme and no slash at its end; nothing of a person is in here. */
export const alertMail = (announcement: Announcement, siteAddress: string): AlertMail => {
  const { audience, ficheId, changeNote, urgent, passages } = announcement;
  const title = oneLine(announcement.title);
  const fiche = `${siteAddress}/fiches/${audience}/${ficheId}.html`;
  const differences = comparisonsOf(announcement, siteAddress);
  const opening = openingOf(differences.length);
  const more = moreOf(announcement.morePassages);
  const main = html`<p style="margin:0 0 8px">${opening}</p>
<h1 style="font-size:24px;line-height:1.25;margin:0 0 16px">${title}</h1>
<p style="white-space:pre-line;margin:0 0 16px">${changeNote}</p>
${passages.length > 0 ? html`<h2 style="font-size:20px;margin:24px 0 0">Ce qui a changé</h2>${passages.map(passageHtml)}` : ''}
${more && html`<p style="margin:16px 0">${more}</p>`}
<p style="margin:24px 0 16px"><a href="${fiche}" style="${button}">${READ}</a></p>
${differences.map(({ label, address }) => html`<p style="margin:0"><a href="${address}">${label}</a></p>`)}`;
  const footer = html`<p style="margin:0 0 8px">${WHY}</p>
<p style="margin:0"><a href="${raw(LEAVE_PLACEHOLDER)}">${LEAVE}</a> (sans vous connecter)</p>`;
  const text = [
    opening,
    title,
    changeNote,
    ...(passages.length > 0 ? ['CE QUI A CHANGÉ', ...passages.map(passageText)] : []),
    ...(more ? [more] : []),
    `${READ} :\n${fiche}`,
    ...differences.map(({ label, address }) => `${label} :\n${address}`),
  ];
  return {
    subject: shieldText(`${urgent ? 'Urgent – fiche modifiée' : 'Fiche modifiée'} : ${title}`),
    html: mailLayout({
      title: raw(shieldHtml(String(html`${title}`))),
      preheader: raw(shieldHtml(String(html`${changeNote}`))),
      main: raw(shieldHtml(String(main))),
      footer,
    }),
    text: `${shieldText(text.join('\n\n'))}\n\n-- \n${WHY}\n${LEAVE} (sans vous connecter) :\n${LEAVE_PLACEHOLDER}\n`,
  };
};
