import { type Audience, FicheId, type FicheKind } from '../../../schemas/fiche.ts';
import { childNamed, childrenNamed, elementsOf, type XmlElement, XmlRefused } from './document.ts';
import { audienceNamed } from './links.ts';
import { lineOf } from './text.ts';

/** Which document it is: what its key, its kind and its dates are made of. */
export interface Identity {
  audience: Audience;
  ficheId: FicheId;
  kind: FicheKind;
  type: string;
  modifiedOn: string;
  importantOn: string | null;
}

const rootLetters = new Map([
  ['Publication', 'FN'],
  ['ServiceComplementaire', 'R'],
]);

const kindOf = (id: string, type: string): FicheKind => {
  if (id.startsWith('F')) return 'fiche';
  if (id.startsWith('R')) return 'service';
  return type === 'Theme' ? 'theme' : 'dossier';
};

/** A calendar date at the end of `text`, such as `modified 2020-01-01`; undefined when there is no such day. */
const dateIn = (text: string | undefined): string | undefined => {
  const date = /(\d{4}-\d{2}-\d{2})(?:T[\d:.]+Z?)?\s*$/.exec(text ?? '')?.[1];
  return date !== undefined && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date) ? date : undefined;
};

/** The breadcrumb starts with the audience; `Audience` lists all those that share a form. */
const audienceOf = (root: XmlElement): Audience | undefined => {
  const breadcrumb = childNamed(root, 'FilDAriane');
  const first = breadcrumb && elementsOf(breadcrumb)[0];
  return (
    audienceNamed(first?.attributes['ID']) ??
    childrenNamed(root, 'Audience')
      .map((element) => audienceNamed(lineOf(element)))
      .find(Boolean)
  );
};

/** Throws XmlRefused when the document is not one that DILA publishes, or does not say which one. */
export const identityOf = (root: XmlElement): Identity => {
  const letters = rootLetters.get(root.name);
  if (letters === undefined)
    throw new XmlRefused(
      root.line,
      `L’élément racine est « ${root.name} » ; une fiche commence par « Publication » ou « ServiceComplementaire ».`,
    );
  const id = FicheId.safeParse(root.attributes['ID']);
  if (!id.success || !letters.includes(id.data.charAt(0)))
    throw new XmlRefused(root.line, `L’attribut ID de « ${root.name} » manque ou n’est pas un identifiant de fiche.`);
  const audience = audienceOf(root);
  if (!audience) throw new XmlRefused(root.line, 'Le document ne dit pas à quel public il s’adresse (FilDAriane, Audience).');
  const date = childNamed(root, 'dc:date');
  const modifiedOn = dateIn(lineOf(date));
  if (!modifiedOn) throw new XmlRefused(date?.line ?? root.line, 'La date de modification (dc:date) manque ou n’est pas une date.');
  const declared = root.attributes['dateDerniereModificationImportante'];
  const importantOn = dateIn(declared);
  if (declared !== undefined && !importantOn)
    throw new XmlRefused(root.line, 'La date de dernière modification importante n’est pas une date.');
  const type = root.attributes['type'] ?? '';
  return { audience, ficheId: id.data, kind: kindOf(id.data, type), type, modifiedOn, importantOn: importantOn ?? null };
};
