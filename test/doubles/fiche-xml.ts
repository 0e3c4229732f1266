import { readFiche } from '../../functions/fiches/xml/read-fiche.ts';
import type { FicheContent } from '../../schemas/fiche-content.ts';

export interface FicheXml {
  id?: string;
  audience?: 'Particuliers' | 'Professionnels' | 'Associations';
  title?: string;
  modifiedOn?: string;
  importantOn?: string;
  type?: string;
  /** Elements after the catalogue data. */
  content?: string;
}

/** A document as DILA writes one, as short as it can be. */
export const ficheXml = ({
  id = 'F2',
  audience = 'Particuliers',
  title = 'Carte d’identité',
  modifiedOn = '2020-01-01',
  importantOn,
  type = 'Fiche d’information',
  content = '<Texte><Paragraphe>Elle vaut quinze ans.</Paragraphe></Texte>',
}: FicheXml = {}): string => {
  const root = id.startsWith('R') ? 'ServiceComplementaire' : 'Publication';
  const important = importantOn ? ` dateDerniereModificationImportante="${importantOn}T00:00:00"` : '';
  return `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns:dc="http://purl.org/dc/elements/1.1/" ID="${id}" type="${type}"${important}>
<dc:title>${title}</dc:title><dc:description>Ce qu’il faut savoir.</dc:description><dc:date>modified ${modifiedOn}</dc:date>
<SurTitre>Fiche pratique</SurTitre><Audience>${audience}</Audience>
<FilDAriane><Niveau ID="${audience}">Accueil</Niveau><Niveau ID="N19810">Papiers</Niveau><Niveau ID="${id}">${title}</Niveau></FilDAriane>
<Theme ID="N19810"><Titre>Papiers</Titre></Theme>${content}</${root}>`;
};

/** What that document says. */
export const contentOf = (document: FicheXml): FicheContent => {
  const read = readFiche(ficheXml(document));
  if (!read.ok) throw new Error(read.reason);
  return read.content;
};

/** A paragraph, as a content holds it. */
export const p = (...content: unknown[]) => ({ kind: 'paragraph', content });
