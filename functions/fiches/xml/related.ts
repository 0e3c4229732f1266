import type { Audience } from '../../../schemas/fiche.ts';
import type { FicheContent } from '../../../schemas/fiche-content.ts';
import { childNamed, elementsOf, type XmlElement } from './document.ts';
import { ficheTarget, webTarget } from './links.ts';
import { lineOf, titleLine } from './text.ts';

type Related = FicheContent['related'];
type RelatedLink = Related[number]['links'][number];

/** The heading under which readers find each kind of link. */
const headings = new Map(
  Object.entries({
    RechercheGuidee: 'Recherche guidée',
    VoirAussi: 'Voir aussi',
    FicheLiee: 'Fiches concernées',
    Dossier: 'Dossiers concernés',
    ServiceEnLigneAlternatif: 'Autres démarches',
    QuestionReponse: 'Questions et réponses',
    CommentFaireSi: 'Comment faire si…',
    PourEnSavoirPlus: 'Pour en savoir plus',
    Partenaire: 'Partenaires',
  }),
);

export const isRelated = ({ name }: XmlElement): boolean => headings.has(name);

/** DILA's editors put asterisks before the titles that only they should see in their lists. */
const readable = (title: string): string => title.replace(/^\*+\s*/, '');

const titleOf = (element: XmlElement): string => {
  const title = readable(childNamed(element, 'Titre') ? titleLine(element) : lineOf(element));
  const source = element.name === 'PourEnSavoirPlus' ? lineOf(childNamed(element, 'Source')) : '';
  return source ? `${title} – ${source}` : title;
};

const linkOf = (element: XmlElement, own: Audience): RelatedLink | undefined => {
  const { ID, URL, audience } = element.attributes;
  const to = element.name === 'PourEnSavoirPlus' || element.name === 'Partenaire' ? webTarget(URL) : ficheTarget(ID, audience, own);
  if (!to) return undefined;
  return { title: titleOf(element) || (to.kind === 'web' ? to.url : ''), to };
};

/**
 * Links at the end of a page, grouped under their headings in the order of the page. `unlinked` are those that lead nowhere: they are read as
 * text, so that their words are not lost.
 */
export const relatedOf = (elements: XmlElement[], own: Audience): { related: Related; unlinked: XmlElement[] } => {
  const groups = new Map<string, RelatedLink[]>();
  const unlinked: XmlElement[] = [];
  for (const element of elements) {
    const heading = headings.get(element.name) ?? element.name;
    for (const target of element.name === 'VoirAussi' ? elementsOf(element) : [element]) {
      const link = linkOf(target, own);
      if (!link) {
        unlinked.push(target);
        continue;
      }
      const group = groups.get(heading) ?? [];
      group.push(link);
      groups.set(heading, group);
    }
  }
  return { related: [...groups].map(([title, links]) => ({ title, links })), unlinked };
};
