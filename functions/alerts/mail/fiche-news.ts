import type { Announcement } from '../../../schemas/publication.ts';
import { type Html, html } from '../../shared/html.ts';
import { oneLine } from '../../shared/one-line.ts';
import type { FicheNews } from '../rules/digest-groups.ts';
import { moreOf, passageBody, passageHeading, passageText } from './passages.ts';

/** Of one fiche; its page tells of the older ones. */
const MAX_REVISIONS = 4;
/** Of one fiche, its revisions together. */
const MAX_PASSAGES = 4;

const READ = 'Lire la fiche';
const COMPARE = 'Voir tout ce qui a changé';
const LEAVE = 'Ne plus suivre cette fiche';
/** Both fit on one line of a telephone. */
const COMPARE_BRIEFLY = 'Ce qui a changé';
const LEAVE_BRIEFLY = 'Ne plus suivre';

/** One fiche of a digest, in both forms. */
export interface NewsBodies {
  html: Html;
  text: string;
}

interface Told {
  /** « Modification 1 sur 2 »; empty when there is only one. */
  rank: string;
  note: string;
  passages: Announcement['passages'];
  more: string;
  difference: string;
}

const differenceOf = (site: string, { audience, ficheId, revision }: Announcement): string =>
  `${site}/fiches/${audience}/${ficheId}/revisions/${revision}.html`;

const ficheOf = (site: string, { audience, ficheId }: FicheNews): string => `${site}/fiches/${audience}/${ficheId}.html`;

const toldOf = (site: string, { revisions }: FicheNews): Told[] => {
  const shown = revisions.slice(-MAX_REVISIONS);
  const room = Math.floor(MAX_PASSAGES / shown.length);
  return shown.map((revision, at) => {
    const passages = revision.passages.slice(0, room);
    return {
      rank: revisions.length > 1 ? `Modification ${revisions.length - shown.length + at + 1} sur ${revisions.length}` : '',
      note: revision.changeNote,
      passages,
      more: passages.length > 0 ? moreOf(revision.passages.length - passages.length + revision.morePassages) : '',
      difference: differenceOf(site, revision),
    };
  });
};

const olderOf = ({ revisions }: FicheNews): string => {
  const older = revisions.length - MAX_REVISIONS;
  if (older <= 0) return '';
  return older === 1 ? 'Une modification plus ancienne est sur la fiche.' : `${older} modifications plus anciennes sont sur la fiche.`;
};

const small = 'font-size:14px;margin:0 0 4px';

const toldHtml = ({ rank, note, passages, more, difference }: Told): Html =>
  html`${rank && html`<p style="${small};font-weight:bold">${rank}</p>`}
<p style="white-space:pre-line;margin:0 0 12px">${note}</p>
${passages.map((passage) => html`<p style="font-weight:bold;margin:12px 0 4px">${passageHeading(passage)}</p>${passageBody(passage)}`)}
${more && html`<p style="margin:8px 0">${more}</p>`}
<p style="margin:8px 0 16px"><a href="${difference}">${COMPARE}</a></p>`;

const toldText = ({ rank, note, passages, more, difference }: Told): string =>
  [...(rank ? [`${rank} :`] : []), note, ...passages.map(passageText), ...(more ? [more] : []), `${COMPARE} :\n${difference}`].join('\n\n');

/** All that a digest says of one fiche. `site` has a scheme and no slash at its end. */
export const ficheNews = (news: FicheNews, site: string): NewsBodies => {
  const title = oneLine(news.title);
  const fiche = ficheOf(site, news);
  const told = toldOf(site, news);
  const older = olderOf(news);
  return {
    html: html`<div style="margin:0 0 32px">
<h3 style="font-size:20px;line-height:1.25;margin:0 0 12px"><a href="${fiche}">${title}</a></h3>
${older && html`<p style="margin:0 0 12px">${older}</p>`}
${told.map(toldHtml)}
<p style="${small}"><a href="${fiche}">${READ}</a> · <a href="${news.leaveAddress}">${LEAVE}</a> (sans vous connecter)</p>
</div>`,
    text: [
      `## ${title}`,
      ...(older ? [older] : []),
      ...told.map(toldText),
      `${READ} :\n${fiche}`,
      `${LEAVE} (sans vous connecter) :\n${news.leaveAddress}`,
    ].join('\n\n'),
  };
};

/** The least that a digest says of a fiche, when it has to tell of very many: its title, what changed behind a link, and how to leave. */
export const briefNews = (news: FicheNews, site: string): NewsBodies => {
  const title = oneLine(news.title);
  const fiche = ficheOf(site, news);
  const last = news.revisions.at(-1);
  const difference = last ? differenceOf(site, last) : fiche;
  return {
    html: html`<li style="margin:0 0 12px"><a href="${fiche}">${title}</a><br><span style="font-size:14px"><a href="${difference}">${COMPARE_BRIEFLY}</a> · <a href="${news.leaveAddress}">${LEAVE_BRIEFLY}</a></span></li>`,
    text: `* ${title}\n  ${COMPARE_BRIEFLY} : ${difference}\n  ${LEAVE_BRIEFLY} : ${news.leaveAddress}`,
  };
};
