import { element, type XmlElement, xmlDocument } from './xml-element.ts';

export interface AtomEntry {
  /** Never changes, whatever becomes of the entry. */
  id: string;
  title: string;
  publishedAt: string;
  /** When it last changed in a way that its readers should see. */
  updatedAt: string;
  /** The page that tells the same. */
  page: string;
  category: { term: string; label: string };
  /** HTML; its addresses have a scheme and a host. */
  content: string;
}

export interface AtomFeed {
  /** Never changes. */
  id: string;
  title: string;
  subtitle: string;
  /** When a feed without entries was made; one that has any was updated with the latest of them. */
  madeAt: string;
  /** Where the feed itself is. */
  address: string;
  /** The page that it follows. */
  page: string;
  /** A WebSub hub that is told of each change; empty when there is none. */
  hub: string;
  /** The site's address. */
  site: string;
  /** Newest first. */
  entries: AtomEntry[];
}

export const ATOM = 'application/atom+xml';
/** What a feed is served as. */
export const ATOM_TYPE = `${ATOM}; charset=utf-8`;
/** Entries of a feed: enough for a reader who comes once a week, little enough to be fetched every hour. */
export const LATEST = 50;

const HTML_LINK = { rel: 'alternate', type: 'text/html' };

const entryElement = ({ id, title, publishedAt, updatedAt, page, category, content }: AtomEntry): XmlElement =>
  element(
    'entry',
    {},
    element('id', {}, id),
    element('title', {}, title),
    element('published', {}, publishedAt),
    element('updated', {}, updatedAt),
    element('link', { ...HTML_LINK, href: page }),
    element('category', { ...category }),
    element('content', { type: 'html' }, content),
  );

const latestOf = (entries: AtomEntry[], madeAt: string): string =>
  entries.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), entries[0]?.updatedAt ?? madeAt);

/** A feed as RFC 4287 wants it. */
export const atomDocument = ({ id, title, subtitle, madeAt, address, page, hub, site, entries }: AtomFeed): string =>
  xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'fr' },
      element('id', {}, id),
      element('title', {}, title),
      element('subtitle', {}, subtitle),
      element('updated', {}, latestOf(entries, madeAt)),
      element('link', { rel: 'self', type: ATOM, href: address }),
      element('link', { ...HTML_LINK, href: page }),
      hub === '' ? null : element('link', { rel: 'hub', href: hub }),
      element('author', {}, element('name', {}, 'Parvis'), element('uri', {}, `${site}/`)),
      element('rights', {}, 'Source : DILA, service-public.fr, Licence Ouverte 2.0'),
      ...entries.map(entryElement),
    ),
  );
