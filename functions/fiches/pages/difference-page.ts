import type { CellChange, Difference, Passage, WordChange } from '../../../schemas/revision.ts';
import { type Html, html } from '../../shared/html.ts';
import { frenchDate } from '../rules/french-date.ts';
import type { StoredRevision } from '../store/revision-store.ts';
import { addressOf, differenceKey, ficheKey, wholeAddress } from './addresses.ts';
import { revisionLabel } from './history.ts';
import { sitePage } from './site-page.ts';

export interface RenderedDifference {
  revision: StoredRevision;
  difference: Difference;
  /** The site's address, with its scheme. */
  site: string;
}

const labels: Record<Passage['change'], string> = { added: 'Ajouté', removed: 'Supprimé', rewritten: 'Réécrit', moved: 'Déplacé' };

/** The change is said in words as well as shown: neither colour nor strike-through reaches every reader. */
const word = ({ change, text }: WordChange): Html => {
  if (change === 'removed')
    return html`<del><span class="visually-hidden">[supprimé : </span>${text}<span class="visually-hidden">] </span></del>`;
  if (change === 'added')
    return html`<ins><span class="visually-hidden">[ajouté : </span>${text}<span class="visually-hidden">] </span></ins>`;
  return html`${text}`;
};

const cellName = ({ row, column }: CellChange): string => [row, column].filter(Boolean).join(', ');

/** A cell of a table beside what it is about. */
const cellItem = (cell: CellChange): Html => {
  const name = cellName(cell);
  return html`<li>${name === '' ? '' : html`<strong>${name} :</strong> `}${cell.words.map(word)}</li>`;
};

/** One passage that reads differently; it reads the same without a style sheet, in a feed. */
export const passageSection = ({ change, path, words, cells }: Passage): Html => {
  const where = path.length === 0 ? '' : html` <span class="where">${path.join(' › ')}</span>`;
  const text = change === 'rewritten' ? words.map(word) : words.map(({ text: plain }) => plain);
  return html`<section class="passage passage-${change}"><h3><span class="change">${labels[change]}</span>${where}</h3>${cells ? html`<ul class="cells">${cells.map(cellItem)}</ul>` : html`<p>${text}</p>`}</section>\n`;
};

const part = (title: string, passages: Passage[]): Html | '' =>
  passages.length === 0 ? '' : html`<section><h2>${title}</h2>\n${passages.map(passageSection)}</section>\n`;

const counted = (words: number, one: string, many: string): string => `${words.toLocaleString('fr-FR')} ${words > 1 ? many : one}`;

const removal = html`<p>Cette fiche n’est plus publiée : son texte a été retiré du site.</p>`;

const extent = ({ passages, wordsAdded, wordsRemoved }: Difference): Html =>
  passages.length === 0
    ? html`<p>Aucun passage ne se lit autrement : seule la présentation ou la date a changé.</p>`
    : html`<p>${counted(passages.length, 'passage modifié', 'passages modifiés')} : ${counted(wordsAdded, 'mot ajouté', 'mots ajoutés')}, ${counted(wordsRemoved, 'mot supprimé', 'mots supprimés')}.</p>`;

export const differencePage = ({ revision, difference, site }: RenderedDifference): string => {
  const fiche = addressOf(ficheKey(revision));
  const isRemoval = revision.origin === 'removal';
  const inPart = (name: Passage['part']): Passage[] => difference.passages.filter((one) => one.part === name);
  const main = html`<nav class="breadcrumb" aria-label="Fil d’Ariane"><ol><li><a href="/">Accueil</a></li><li><a href="${fiche}">${revision.title}</a></li></ol></nav>
<h1>Ce qui a changé : ${revision.title}</h1>
<p class="facts">Révision ${revision.revision}, publiée le <time datetime="${revision.publishedAt}">${frenchDate(revision.publishedAt)}</time> – ${revisionLabel(revision)}</p>
${revision.changeNote === null ? '' : html`<p class="note">${revision.changeNote}</p>\n`}${isRemoval ? removal : extent(difference)}
${part('Dans le texte de la fiche', inPart('body'))}${part('Autour du texte : contacts, services, références', inPart('around'))}<p><a href="${fiche}">${isRemoval ? 'Voir la page de la fiche' : 'Lire la fiche à jour'}</a></p>`;
  return sitePage(`Ce qui a changé : ${revision.title}`, main, {
    canonical: wholeAddress(site, differenceKey(revision, revision.revision)),
  });
};
