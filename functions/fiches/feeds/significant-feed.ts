import { HOME_KEY, SIGNIFICANT_FEED_KEY, themeFeedKey, themeKey, wholeAddress } from '../pages/addresses.ts';
import { audienceNames } from '../pages/home-page.ts';
import type { PageTheme } from '../rules/page-theme.ts';
import type { DeclaredRevision } from '../store/significant-list.ts';
import { type AtomFeed, atomDocument } from './atom.ts';
import { feedId, type Place } from './place.ts';
import { revisionEntry } from './revision-entry.ts';

export interface SignificantFeed {
  /** Newest declaration first. */
  declared: DeclaredRevision[];
  /** When a feed without entries was made. */
  madeAt: string;
  /** A WebSub hub; empty when there is none. */
  hub: string;
  place: Place;
}

type Named = Pick<AtomFeed, 'title' | 'subtitle'> & { key: string; pageKey: string };

const document = ({ title, subtitle, key, pageKey }: Named, { declared, madeAt, hub, place }: SignificantFeed): string =>
  atomDocument({
    id: feedId(place, key),
    title,
    subtitle,
    madeAt,
    address: wholeAddress(place.site, key),
    page: wholeAddress(place.site, pageKey),
    hub,
    site: place.site,
    entries: declared.map(({ declaredAt, ...news }) => revisionEntry({ ...news, updatedAt: declaredAt }, place)),
  });

/** Every revision that was declared significant, whatever its fiche. */
export const significantFeed = (feed: SignificantFeed): string =>
  document(
    {
      key: SIGNIFICANT_FEED_KEY,
      pageKey: HOME_KEY,
      title: 'Modifications significatives des fiches',
      subtitle: 'Ce qui a changé de façon importante, toutes fiches confondues.',
    },
    feed,
  );

/** Every revision that was declared significant while its fiche was under the theme. */
export const themeFeed = ({ audience, themeId, title }: PageTheme, feed: SignificantFeed): string =>
  document(
    {
      key: themeFeedKey(audience, themeId),
      pageKey: themeKey(audience, themeId),
      title: `Modifications significatives : ${title} – ${audienceNames[audience]}`,
      subtitle: 'Ce qui a changé de façon importante dans les fiches de ce thème.',
    },
    feed,
  );
