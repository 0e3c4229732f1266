import type { Block, boxTones, Inline } from '../../../schemas/fiche-content.ts';
import { contactOf } from './contact.ts';
import { childNamed, childrenNamed, elementsOf, type XmlElement } from './document.ts';
import { ficheTarget, safeUrl, webTarget } from './links.ts';
import { paragraph, type ReadElement, type Reader, type ReadGroup } from './reader.ts';
import { serviceOf } from './service.ts';
import { tableOf } from './table.ts';
import { lineOf, tidy, titleLine } from './text.ts';

const transparent: ReadElement = (element, reader) => reader.blocks(element);

const titled = (element: XmlElement, reader: Reader): { title: Inline[]; content: Block[] } => {
  const title = childNamed(element, 'Titre');
  return { title: reader.text(title), content: reader.blocks(element, [title]) };
};

const section: ReadElement = (element, reader) => {
  const { title, content } = titled(element, reader);
  return title.length > 0 ? [{ kind: 'section', title, content }] : content;
};

const list: ReadElement = (element, reader) => [
  ...reader.blocks(element, childrenNamed(element, 'Item')),
  {
    kind: 'list',
    ordered: element.attributes['type'] === 'numero',
    items: childrenNamed(element, 'Item').map((item) => reader.blocks(item)),
  },
];

const box =
  (tone: (typeof boxTones)[number]): ReadElement =>
  (element, reader) => {
    const { title, content } = titled(element, reader);
    return [{ kind: 'box', tone: title.length === 1 && title[0] === 'Exemple' ? 'example' : tone, title, content }];
  };

const marked =
  (mark: 'strong' | 'emphasis'): ReadElement =>
  (element, reader) => {
    const content = reader.text(element);
    return content.length > 0 ? [{ kind: 'paragraph', content: [{ kind: 'mark', mark, content }] }] : [];
  };

const cases: ReadGroup = (elements, reader) => [{ kind: 'cases', cases: elements.map((element) => titled(element, reader)) }];

const situations: ReadGroup = (elements, reader) => [
  { kind: 'situations', situations: elements.map((element) => titled(element, reader)) },
];

/** A branch of a guided search: what it asks, or the page that answers. */
const branches: ReadGroup = (elements, reader) => [
  {
    kind: 'cases',
    cases: elements.map((element) => {
      const title = childNamed(element, 'Titre') ?? elementsOf(element).find(({ name }) => name === 'LienInterne');
      return title?.name === 'LienInterne'
        ? { title: reader.text({ ...element, children: [title] }), content: reader.blocks(element, [title]) }
        : titled(element, reader);
    }),
  },
];

/** The contents of a dossier or a theme: a list of links to other pages. */
const pageLinks: ReadGroup = (elements, reader) => [
  {
    kind: 'list',
    ordered: false,
    items: elements.map((element) => {
      const text = childNamed(element, 'Titre') ? titleLine(element) : lineOf(element);
      const to = ficheTarget(element.attributes['ID'], element.attributes['audience'], reader.audience);
      return paragraph(to && text ? [{ kind: 'link', to, content: [text] }] : tidy([text]));
    }),
  },
];

const commentedLinks: ReadGroup = (elements, reader) => [
  { kind: 'list', ordered: false, items: elements.map((element) => reader.blocks(element)) },
];

const addressLink: ReadElement = (element, reader) => {
  const url = safeUrl(element.attributes['URL']);
  return [...paragraph(url ? [{ kind: 'link', to: { kind: 'web', url }, content: [url] }] : []), ...reader.blocks(element)];
};

const textLink: ReadElement = (element, reader) => {
  const title = childNamed(element, 'Titre');
  const content = title ? reader.text(title) : reader.text(element);
  const to = webTarget(element.attributes['URL']);
  return [
    ...paragraph(to && content.length > 0 ? [{ kind: 'link', to, content }] : content),
    ...(title ? reader.blocks(element, [title]) : []),
  ];
};

/** Elements that are only there for DILA's own machines: the code of a kind of local office. */
const code: ReadElement = () => [];

const contact: ReadElement = (element, reader) => [{ kind: 'contact', contact: contactOf(element, reader) }];
const service: ReadElement = (element, reader) => [{ kind: 'service', service: serviceOf(element, reader) }];

/** Elements read together with their neighbours of the same name. */
export const groupReaders = new Map<string, ReadGroup>(
  Object.entries({
    Cas: cases,
    Choix: cases,
    Branche: branches,
    Situation: situations,
    Fiche: pageLinks,
    Dossier: pageLinks,
    LienExterneCommente: commentedLinks,
  }),
);

/** How each element of a page reads. One that is not here gives its text in an `other` block. */
export const elementReaders = new Map<string, ReadElement>(
  Object.entries({
    Paragraphe: transparent,
    Texte: transparent,
    Introduction: transparent,
    Contenu: transparent,
    ContenuIllustre: transparent,
    FragmentConditionne: transparent,
    ListeSituations: transparent,
    BlocCas: transparent,
    Problematiques: transparent,
    Questionnaire: transparent,
    IntituleSiSelectionne: transparent,
    Commentaire: transparent,
    Complement: transparent,
    Description: transparent,
    Resume: transparent,
    Legende: transparent,
    TexteDeRemplacement: transparent,
    Chapitre: section,
    SousChapitre: section,
    Problematique: section,
    Question: section,
    SousDossier: section,
    SousTheme: section,
    Liste: list,
    Tableau: tableOf,
    ANoter: box('note'),
    ASavoir: box('information'),
    Attention: box('warning'),
    Rappel: box('reminder'),
    Exemple: box('example'),
    Aide: box('help'),
    Titre: marked('strong'),
    TitreAlternatif: marked('strong'),
    Source: marked('emphasis'),
    Credits: marked('emphasis'),
    OuSAdresser: contact,
    OuSAdresserSupport: contact,
    QuiPeutMAider: contact,
    ServiceEnLigne: service,
    ServiceEnLigneAnnexe: service,
    RessourceWeb: addressLink,
    LienWeb: addressLink,
    NoticeLiee: textLink,
    Reference: textLink,
    PivotLocal: code,
  }),
);
