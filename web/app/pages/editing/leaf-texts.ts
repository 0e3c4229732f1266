import type { Block, Inline } from '../../../../schemas/fiche-content.ts';

/** A run of text in a fiche that an editor may rewrite, and where it stands. */
export interface LeafText {
  /** Keys and positions from the root, such as `3.content.0.content.1`. */
  path: string;
  text: string;
  /** The titles above it, outermost first. */
  under: string[];
}

type Tree = string | readonly Tree[] | { readonly [key: string]: unknown };

const textIn = (inlines: Inline[]): string => inlines.map((one) => (typeof one === 'string' ? one : textIn(one.content))).join('');

/** Where running text stands in a block; all else is names, addresses and shapes. */
const TEXTS = new Set(['title', 'content', 'caption', 'items', 'rows', 'cases', 'situations']);

const titleOf = (node: Record<string, unknown>): string[] => {
  const title = node['title'];
  return Array.isArray(title) && title.length > 0 ? [textIn(title as Inline[])] : [];
};

const walk = (node: unknown, path: string[], under: string[]): LeafText[] => {
  if (typeof node === 'string') return node.trim() === '' ? [] : [{ path: path.join('.'), text: node, under }];
  if (Array.isArray(node)) return node.flatMap((one, position) => walk(one, [...path, String(position)], under));
  if (typeof node !== 'object' || node === null) return [];
  const here = node as Record<string, unknown>;
  const below = [...under, ...titleOf(here)];
  return Object.entries(here).flatMap(([key, value]) =>
    TEXTS.has(key) && Array.isArray(value) ? walk(value, [...path, key], key === 'title' ? under : below) : [],
  );
};

/** Every run of text of these blocks, in reading order. */
export const leafTexts = (blocks: Block[]): LeafText[] => walk(blocks, [], []);

const put = (node: Tree, [key, ...rest]: string[], text: string): Tree => {
  if (key === undefined) return text;
  if (Array.isArray(node)) return node.map((one: Tree, position) => (String(position) === key ? put(one, rest, text) : one));
  const here = node as Record<string, Tree>;
  return { ...here, [key]: put(here[key] ?? '', rest, text) };
};

/** The same blocks with these texts at these paths; nothing else of them changes. */
export const withTexts = (blocks: Block[], texts: Record<string, string>): Block[] =>
  Object.entries(texts).reduce<Tree>(
    (now, [path, text]) => put(now, path.split('.'), text),
    blocks as unknown as Tree,
  ) as unknown as Block[];
