import { SaxesParser, type SaxesTagNS } from 'saxes';

const ATOM = 'http://www.w3.org/2005/Atom';
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const TAG = /^tag:[a-z0-9.-]+,\d{4}(-\d{2}){0,2}:[\w/-]+$/;

interface Node {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Node[];
}

export interface ReadEntry {
  id: string;
  title: string;
  published: string;
  updated: string;
  page: string;
  category: string;
  /** HTML. */
  content: string;
}

export interface ReadFeed {
  id: string;
  title: string;
  subtitle: string;
  updated: string;
  language: string;
  author: string;
  self: string;
  page: string;
  hub: string | undefined;
  entries: ReadEntry[];
}

const parse = (xml: string): Node => {
  const root: Node = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }: SaxesTagNS) => {
    if (uri !== ATOM) throw new Error(`<${local}> is of another vocabulary: ${uri}`);
    const node = {
      name: local,
      attributes: Object.fromEntries(Object.values(attributes).map(({ name, value }) => [name, value])),
      text: '',
      children: [],
    };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (text) => {
    const node = open.at(-1);
    if (node) node.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  const [feed] = root.children;
  if (feed?.name !== 'feed') throw new Error('this is no feed');
  return feed;
};

const only = ({ name, children }: Node, wanted: string): Node => {
  const found = children.filter((child) => child.name === wanted);
  if (found.length !== 1 || !found[0]) throw new Error(`<${name}> has ${found.length} <${wanted}>`);
  return found[0];
};

const matching = (node: Node, name: string, pattern: RegExp): string => {
  const { text } = only(node, name);
  if (!pattern.test(text)) throw new Error(`<${name}> cannot be ${JSON.stringify(text)}`);
  return text;
};

const links = ({ children }: Node, rel: string): string[] =>
  children
    .filter(({ name, attributes }) => name === 'link' && attributes['rel'] === rel)
    .map(({ attributes: { href = '' } }) => new URL(href).href);

const link = (node: Node, rel: string): string => {
  const [href, ...others] = links(node, rel);
  if (href === undefined || others.length > 0) throw new Error(`<${node.name}> must have one link rel="${rel}"`);
  return href;
};

const entryOf = (node: Node): ReadEntry => {
  const content = only(node, 'content');
  if (content.attributes['type'] !== 'html' || content.children.length > 0) throw new Error('the content is not escaped HTML');
  return {
    id: matching(node, 'id', TAG),
    title: matching(node, 'title', /\S/),
    published: matching(node, 'published', RFC_3339),
    updated: matching(node, 'updated', RFC_3339),
    page: link(node, 'alternate'),
    category: only(node, 'category').attributes['term'] ?? '',
    content: content.text,
  };
};

/** Reads a feed as a strict reader does; throws on whatever RFC 4287 forbids to a feed of ours. */
export const readFeed = (xml: string): ReadFeed => {
  const feed = parse(xml);
  const entries = feed.children.filter(({ name }) => name === 'entry').map(entryOf);
  if (new Set(entries.map(({ id }) => id)).size !== entries.length) throw new Error('two entries have one id');
  return {
    id: matching(feed, 'id', TAG),
    title: matching(feed, 'title', /\S/),
    subtitle: matching(feed, 'subtitle', /\S/),
    updated: matching(feed, 'updated', RFC_3339),
    language: feed.attributes['xml:lang'] ?? '',
    author: matching(only(feed, 'author'), 'name', /\S/),
    self: link(feed, 'self'),
    page: link(feed, 'alternate'),
    hub: links(feed, 'hub')[0],
    entries,
  };
};
