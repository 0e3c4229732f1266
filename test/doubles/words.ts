import type { Block, FicheContent, Inline } from '../../schemas/fiche-content.ts';

/** Said of a page rather than on it, or in a list of pages that it belongs to. */
const aside = [
  'dc:(?!title|description)[a-z]+',
  'Audience',
  'Canal',
  'Cible',
  'FilDAriane',
  'Theme',
  'SousThemePere',
  'DossierPere',
  'SousDossierPere',
  'PivotLocal',
];

const inlineTags =
  /<\/?(?:MiseEnEvidence|Expression|Valeur|Exposant|Indice|Citation|TermeEtranger|Variable|Lien(?:Interne|Intra|Externe))(?:\s[^>]*)?\/?>/g;

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };

const without = (xml: string, name: string): string => xml.replace(new RegExp(`<(${name})(?:\\s[^>]*)?(?<!/)>[\\s\\S]*?</\\1>`, 'g'), ' ');

export const wordsIn = (text: string): string[] => text.split(/[\s\u00a0\u202f]+/).filter(Boolean);

/** The words that a reader of the page sees, taken from the XML without any of the readers of Parvis. */
export const wordsOfXml = (xml: string): string[] => {
  const body = xml.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, '').replace(/(<FicheLiee[\s\S]*?<\/Titre>)[\s\S]*?<\/FicheLiee>/g, '$1');
  const page = aside.reduce(without, body);
  const text = page.replace(inlineTags, '').replace(/<[^>]*>/g, ' ');
  return wordsIn(text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? '').replace(/\*\*(?=\S)/g, ''));
};

const textOf = (content: Inline[]): string => content.map((node) => (typeof node === 'string' ? node : textOf(node.content))).join('');

const titled = ({ title, content }: { title: Inline[]; content: Block[] }): string[] => [textOf(title), ...content.flatMap(textsOf)];

const textsOf = (block: Block): string[] => {
  switch (block.kind) {
    case 'paragraph':
      return [textOf(block.content)];
    case 'list':
      return block.items.flat().flatMap(textsOf);
    case 'table':
      return [textOf(block.caption), ...block.rows.flat().flatMap((cell) => cell.content.flatMap(textsOf))];
    case 'section':
    case 'box':
      return titled(block);
    case 'cases':
      return block.cases.flatMap(titled);
    case 'situations':
      return block.situations.flatMap(titled);
    case 'contact':
      return textsOfPart(block.contact);
    case 'service':
      return textsOfPart(block.service);
    case 'other':
      return block.content.flatMap(textsOf);
    default:
      return block satisfies never;
  }
};

const textsOfPart = (part: { title: string; source?: string | undefined; content: Block[] }): string[] => [
  part.title,
  part.source ?? '',
  ...part.content.flatMap(textsOf),
];

/** The words of a content, wherever they are in it. */
export const wordsOfContent = (content: FicheContent): string[] =>
  wordsIn(
    [
      content.title,
      content.overline,
      content.description,
      ...content.banners.flatMap(titled),
      ...[...content.introduction, ...content.body].flatMap(textsOf),
      ...[...content.contacts, ...content.services].flatMap(textsOfPart),
      ...content.services.map(({ formNumber }) => formNumber ?? ''),
      ...content.references.flatMap(({ title, complement }) => [title, complement ?? '']),
      ...content.related.flatMap(({ links }) => links.map(({ title }) => title)),
      ...content.definitions.flatMap(({ title, content: blocks }) => [title, ...blocks.flatMap(textsOf)]),
    ].join(' '),
  );

/** Words that come more often in the first list than in the second. */
export const missingWords = (expected: string[], present: string[]): string[] => {
  const left = new Map<string, number>();
  for (const word of present) left.set(word, (left.get(word) ?? 0) + 1);
  return expected.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
};
