import { SaxesParser } from 'saxes';

/** An element of the document; `text` nodes are plain strings. Attribute values are as written. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
  /** Where it opens, counted from 1. */
  line: number;
}

/** Why a document cannot be read, in French, and where. */
export class XmlRefused extends Error {
  readonly line: number;
  readonly reason: string;
  constructor(line: number, reason: string) {
    super(reason);
    this.name = 'XmlRefused';
    this.line = line;
    this.reason = reason;
  }
}

/** DILA's deepest fiche has 17 levels. */
const MAX_DEPTH = 100;

const french: [RegExp, string][] = [
  [/doctype/i, 'Les déclarations DOCTYPE ne sont pas acceptées.'],
  [
    /undefined entity|entity/i,
    'Une entité n’est pas définie : seules les cinq entités prédéfinies de XML et les références numériques sont acceptées.',
  ],
  [/unclosed|unexpected end|must contain a root/i, 'Le document est incomplet : une balise n’est pas fermée.'],
  [/close tag|unmatched/i, 'Une balise fermante ne correspond à aucune balise ouverte.'],
  [/attribute/i, 'Un attribut est mal écrit.'],
  [/character/i, 'Un caractère n’est pas permis à cet endroit.'],
];

const reasonOf = (message: string): string => french.find(([pattern]) => pattern.test(message))?.[1] ?? 'Le XML est mal formé.';

/** The root of a well-formed document without doctype nor entities of its own. Throws XmlRefused. */
export const readDocument = (xml: string): XmlElement => {
  const parser = new SaxesParser({ position: true });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  const refuse = (reason: string): never => {
    throw new XmlRefused(parser.line, reason);
  };
  const addText = (text: string): void => {
    open.at(-1)?.children.push(text);
  };
  parser.on('error', ({ message }) => refuse(reasonOf(message.replace(/^\d+:\d+: /, ''))));
  parser.on('doctype', () => refuse('Les déclarations DOCTYPE ne sont pas acceptées.'));
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-8$/i.test(encoding)) refuse(`Le document doit être en UTF-8, et non en ${encoding}.`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: XmlElement = { name, attributes: attributes as Record<string, string>, children: [], line: parser.line };
    if (open.length === MAX_DEPTH) refuse(`Le document a plus de ${MAX_DEPTH} niveaux.`);
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml).close();
  return root ?? refuse('Le document est vide.');
};

/** The text of a file. Throws XmlRefused when its bytes are not UTF-8. */
export const decodeXml = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlRefused(1, 'Le fichier n’est pas en UTF-8.');
  }
};

export const elementsOf = (element: XmlElement): XmlElement[] => element.children.filter((child) => typeof child !== 'string');

export const childrenNamed = (element: XmlElement, name: string): XmlElement[] =>
  elementsOf(element).filter((child) => child.name === name);

export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  elementsOf(element).find((child) => child.name === name);
