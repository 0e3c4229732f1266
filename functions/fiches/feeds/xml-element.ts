/** A piece of an XML document; made by `element` alone, so that nothing is ever put into one as it is. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlChild[];
}

/** Text is escaped when it is written; null writes nothing. */
export type XmlChild = XmlElement | string | null;

export const element = (name: string, attributes: Record<string, string> = {}, ...children: XmlChild[]): XmlElement => ({
  name,
  attributes,
  children,
});

/** XML 1.0 has no way to say these at all, not even escaped: control characters, halves of characters, two that are none. */
const UNSAYABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Line ends and tabs too: a parser would turn those of an attribute into spaces. */
const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const said = (text: string): string => text.replace(UNSAYABLE, '');
const ofText = (text: string): string => said(text).replace(/[&<>\r]/g, (sign) => escapes[sign] ?? '');
const ofAttribute = (text: string): string => said(text).replace(/[&<>"\t\n\r]/g, (sign) => escapes[sign] ?? '');

const written = (child: XmlChild): string => {
  if (child === null) return '';
  if (typeof child === 'string') return ofText(child);
  const attributes = Object.entries(child.attributes).map(([name, value]) => ` ${name}="${ofAttribute(value)}"`);
  const start = `<${child.name}${attributes.join('')}`;
  return child.children.length === 0 ? `${start}/>` : `${start}>${child.children.map(written).join('')}</${child.name}>`;
};

/** The whole document, in UTF-8. */
export const xmlDocument = (root: XmlElement): string => `<?xml version="1.0" encoding="utf-8"?>\n${written(root)}\n`;
