import type { SpaceId } from '../../../schemas/account.ts';
import { type Html, html } from '../../shared/html.ts';
import { mailLayout } from '../../shared/mail-layout.ts';
import { oneLine } from '../../shared/one-line.ts';
import { type DigestEntry, type FicheNews, groupDigest, type SpaceNews } from '../rules/digest-groups.ts';
import type { AlertMail } from './alert-mail.ts';
import { briefNews, ficheNews, type NewsBodies } from './fiche-news.ts';

/** In bytes: with what comes around it stays under the 102 KB after which some mail readers cut a message. */
const ROOM = 70_000;
const MAX_TITLES_AHEAD = 5;

const PERSONAL = 'Votre espace personnel';
const WHY = 'Vous recevez ce récapitulatif parce que vous avez choisi d’être prévenu chaque jour ou chaque semaine.';
const PAUSE = 'Suspendre mes récapitulatifs';
const KEEPS = 'Vos abonnements sont conservés.';

interface SpaceBodies {
  name: string;
  whole: NewsBodies[];
  brief: NewsBodies[];
}

export interface DigestParts {
  /** At least one. */
  entries: DigestEntry[];
  /** With its scheme, and no slash at its end. */
  siteAddress: string;
  /** Stops the digests of this person, by link and by the mail reader's own button. */
  pauseAddress: string;
  /** How the associations among the spaces are called; the others are personal. */
  spaceNames: ReadonlyMap<SpaceId, string>;
}

const countOf = (count: number): string =>
  count === 1 ? 'une fiche que vous suivez a changé' : `${count} fiches que vous suivez ont changé`;

const othersOf = (count: number): string => (count === 1 ? 'Et une autre fiche' : `Et ${count} autres fiches`);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Fiches are told in full while there is room; every other one keeps its title and its links. */
const bodiesOf = (spaces: NamedNews[], site: string): SpaceBodies[] => {
  let room = ROOM;
  const fits = (bodies: NewsBodies): boolean => {
    room -= Buffer.byteLength(String(bodies.html));
    return room >= 0;
  };
  return spaces.map(({ name, fiches }) => {
    const whole: NewsBodies[] = [];
    const rest: FicheNews[] = [];
    for (const news of fiches) {
      const bodies = room > 0 ? ficheNews(news, site) : undefined;
      if (bodies && fits(bodies)) whole.push(bodies);
      else rest.push(news);
    }
    return { name, whole, brief: rest.map((news) => briefNews(news, site)) };
  });
};

const spaceHtml = ({ name, whole, brief }: SpaceBodies): Html =>
  html`<h2 style="font-size:16px;margin:24px 0 20px;padding:0 0 8px;border-bottom:1px solid #8a8a8a">${name}</h2>
${whole.map((bodies) => bodies.html)}
${brief.length > 0 && html`<h3 style="font-size:20px;line-height:1.25;margin:0 0 12px">${othersOf(brief.length)}</h3><ul style="margin:0;padding:0 0 0 20px">${brief.map((bodies) => bodies.html)}</ul>`}`;

const spaceText = ({ name, whole, brief }: SpaceBodies): string[] => [
  name.toLocaleUpperCase('fr'),
  ...whole.map(({ text }) => text),
  ...(brief.length > 0 ? [`${othersOf(brief.length)} :`, brief.map(({ text }) => text).join('\n')] : []),
];

interface NamedNews extends SpaceNews {
  name: string;
}

/** A person's own space first, then the associations as the alphabet goes. */
const namedNews = (spaces: SpaceNews[], names: ReadonlyMap<SpaceId, string>): NamedNews[] => {
  const named = spaces.map((space) => ({ ...space, name: oneLine(names.get(space.spaceId) ?? PERSONAL) }));
  return named.toSorted(
    (one, other) => Number(names.has(one.spaceId)) - Number(names.has(other.spaceId)) || one.name.localeCompare(other.name, 'fr'),
  );
};

/** What one person reads of one period: every revision they are to be told of, by space and by fiche, and nothing of anybody else. */
export const digestMail = ({ entries, siteAddress, pauseAddress, spaceNames }: DigestParts): AlertMail => {
  const spaces = namedNews(groupDigest(entries), spaceNames);
  const fiches = spaces.flatMap((space) => space.fiches);
  const bodies = bodiesOf(spaces, siteAddress);
  const title = capital(countOf(fiches.length));
  const ahead = fiches.slice(0, MAX_TITLES_AHEAD).map((news) => oneLine(news.title));
  return {
    subject: `Parvis : ${countOf(fiches.length)}`,
    html: mailLayout({
      title,
      preheader: ahead.join(' – '),
      main: html`<h1 style="font-size:24px;line-height:1.25;margin:0 0 16px">${title}</h1>
${bodies.map(spaceHtml)}`,
      footer: html`<p style="margin:0 0 8px">${WHY}</p>
<p style="margin:0"><a href="${pauseAddress}">${PAUSE}</a> (sans vous connecter). ${KEEPS}</p>`,
    }),
    text:
      [title, ...bodies.flatMap(spaceText)].join('\n\n') + `\n\n-- \n${WHY}\n${PAUSE} (sans vous connecter) :\n${pauseAddress}\n${KEEPS}\n`,
  };
};
