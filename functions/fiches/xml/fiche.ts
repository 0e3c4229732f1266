import type { FicheContent, OnlineService } from '../../../schemas/fiche-content.ts';
import { contactOf } from './contact.ts';
import { childNamed, childrenNamed, elementsOf, type XmlElement } from './document.ts';
import { readerFor } from './flow.ts';
import { type Identity, identityOf } from './identity.ts';
import { audienceNamed, safeUrl } from './links.ts';
import type { Reader } from './reader.ts';
import { isRelated, relatedOf } from './related.ts';
import { otherNumber, serviceOf } from './service.ts';
import { lineOf, titleLine } from './text.ts';

/** Read elsewhere, or said of the page rather than on it: catalogue data, and the neighbours of the page in its dossier. */
const around = new Set([
  'SurTitre',
  'Audience',
  'Canal',
  'Cible',
  'FilDAriane',
  'Theme',
  'SousThemePere',
  'DossierPere',
  'SousDossierPere',
]);
const contactElements = new Set(['OuSAdresser', 'OuSAdresserSupport', 'QuiPeutMAider']);
const serviceElements = new Set(['ServiceEnLigne', 'ServiceEnLigneAnnexe']);
const definitionElements = new Set(['Definition', 'Abreviation']);

const themeOf = (root: XmlElement, { audience }: Identity): FicheContent['theme'] => {
  const themes = childrenNamed(root, 'Theme');
  const own = themes.find((theme) => audienceNamed(lineOf(childNamed(theme, 'Audience'))) === audience) ?? themes[0];
  return own ? { id: own.attributes['ID'] ?? '', title: titleLine(own) } : null;
};

const breadcrumbOf = (root: XmlElement): FicheContent['breadcrumb'] => {
  const breadcrumb = childNamed(root, 'FilDAriane');
  return breadcrumb ? elementsOf(breadcrumb).map((level) => ({ id: level.attributes['ID'] ?? '', title: lineOf(level) })) : [];
};

const referenceOf = (element: XmlElement): FicheContent['references'][number] => ({
  type: element.attributes['type'] ?? 'Référence',
  title: titleLine(element),
  url: safeUrl(element.attributes['URL']),
  complement:
    ['Complement', 'Source']
      .map((name) => lineOf(childNamed(element, name)))
      .filter(Boolean)
      .join(' – ') || undefined,
});

const titledWith = (reader: Reader) => (element: XmlElement) => {
  const title = childNamed(element, 'Titre');
  return { title: reader.text(title), content: reader.blocks(element, [title]) };
};

const definitionWith = (reader: Reader) => (element: XmlElement) => {
  const title = childNamed(element, 'Titre');
  return { id: element.attributes['ID'] ?? '', title: lineOf(title), content: reader.blocks(element, [title]) };
};

/** What a document of kind `service` is about: its own form or address, told at its top level. */
const ownServices = (root: XmlElement, reader: Reader, title: string): { services: OnlineService[]; read: XmlElement[] } => {
  const website = childNamed(root, 'LienWeb');
  const numbers = childrenNamed(root, 'NumeroCerfa');
  const others = childrenNamed(root, 'AutreNumero');
  const notices = childrenNamed(root, 'NoticeLiee');
  const read = [...(website ? [website] : []), ...numbers, ...others, ...notices];
  if (root.name !== 'ServiceComplementaire' || read.length === 0) return { services: [], read: [] };
  const source = website && childNamed(website, 'Source');
  const service: OnlineService = {
    id: root.attributes['ID'],
    type: root.attributes['type'] ?? '',
    title,
    url: safeUrl(website?.attributes['URL']),
    formNumber: numbers.map(lineOf).join(', ') || undefined,
    source: lineOf(source) || undefined,
    content: [
      ...others.flatMap((number) => otherNumber(lineOf(number))),
      ...(website ? reader.blocks(website, [source]) : []),
      ...reader.blocks({ ...root, children: notices }),
    ],
  };
  return { services: [service], read };
};

/** What a document says, out of its XML. Throws XmlRefused. */
export const ficheOf = (root: XmlElement): FicheContent => {
  const identity = identityOf(root);
  const reader = readerFor(identity.audience);
  const title = lineOf(childNamed(root, 'dc:title'));
  const own = ownServices(root, reader, title);
  const readBefore = new Set(own.read);
  let parts = elementsOf(root).filter(
    (element) => !element.name.startsWith('dc:') && !around.has(element.name) && !readBefore.has(element),
  );
  const take = (belongs: (element: XmlElement) => boolean): XmlElement[] => {
    const { taken = [], left = [] } = Object.groupBy(parts, (element) => (belongs(element) ? 'taken' : 'left'));
    parts = left;
    return taken;
  };
  const named = (name: string) => take((element) => element.name === name);
  const banners = named('Avertissement').map(titledWith(reader));
  const introduction = named('Introduction').flatMap((element) => reader.blocks(element));
  const contacts = take(({ name }) => contactElements.has(name)).map((element) => contactOf(element, reader));
  const services = take(({ name }) => serviceElements.has(name)).map((element) => serviceOf(element, reader));
  const references = named('Reference').map(referenceOf);
  const definitions = take(({ name }) => definitionElements.has(name)).map(definitionWith(reader));
  const listsPages = root.name === 'Publication';
  const { related, unlinked } = relatedOf(
    take((element) => isRelated(element) && !(listsPages && element.name === 'Dossier')),
    identity.audience,
  );
  return {
    ...identity,
    title,
    overline: lineOf(childNamed(root, 'SurTitre')),
    description: lineOf(childNamed(root, 'dc:description')),
    theme: themeOf(root, identity),
    breadcrumb: breadcrumbOf(root),
    sourceUrl: safeUrl(root.attributes['spUrl']) ?? null,
    banners,
    introduction,
    body: reader.flow([...parts, ...unlinked]),
    contacts,
    services: [...own.services, ...services],
    references,
    related,
    definitions,
  };
};
