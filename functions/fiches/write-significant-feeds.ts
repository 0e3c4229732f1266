import type { consumers } from '../../schemas/events/index.ts';
import { type FicheRef, ficheKey } from '../../schemas/fiche.ts';
import type { Announcement } from '../../schemas/publication.ts';
import type { Occurrence } from '../shared/consumer.ts';
import { ATOM_TYPE, LATEST } from './feeds/atom.ts';
import type { Place } from './feeds/place.ts';
import { updatedAtOf } from './feeds/revision-entry.ts';
import { significantFeed, themeFeed } from './feeds/significant-feed.ts';
import type { TellHub } from './feeds/tell-hub.ts';
import { SIGNIFICANT_FEED_KEY, themeFeedKey, wholeAddress } from './pages/addresses.ts';
import { type PageTheme, pageThemeOf } from './rules/page-theme.ts';
import type { FicheCatalogue, StoredFiche } from './store/fiche-store.ts';
import type { ObjectStore } from './store/object-store.ts';
import type { RevisionReader } from './store/revision-store.ts';
import type { DeclaredRevision, SignificantList } from './store/significant-list.ts';
import { writeCurrent } from './write-current.ts';

export interface FeedWriter {
  store: Pick<FicheCatalogue, 'findMany'>;
  findRevision: RevisionReader['findRevision'];
  list: SignificantList;
  bucket: Pick<ObjectStore, 'write'>;
  tellHub: TellHub;
  place: Place;
  /** A WebSub hub; empty when there is none. */
  hub: string;
}

type FeedEvent = Occurrence<(typeof consumers)['fiches-feeds']>;

/** A hub that was told of an entry comes at once: what stands between must not give it the feed of a minute ago. */
const CACHE = 'public, max-age=60, s-maxage=0, must-revalidate';
const READ_TOGETHER = 100;
const ADDED_TOGETHER = 20;

const inGroups = <Item>(items: Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, group) => items.slice(group * size, (group + 1) * size));

const findFiches = async ({ store }: FeedWriter, refs: FicheRef[]): Promise<Map<string, StoredFiche>> => {
  const distinct = [...new Map(refs.map((ref) => [ficheKey(ref), ref])).values()];
  const found = await Promise.all(inGroups(distinct, READ_TOGETHER).map((group) => store.findMany(group)));
  return new Map(found.flat().map((fiche) => [ficheKey(fiche), fiche]));
};

const add = async (writer: FeedWriter, announcement: Announcement, fiche: StoredFiche | undefined): Promise<DeclaredRevision[]> => {
  const found = await writer.findRevision(announcement);
  if (!found || !fiche) return [];
  const { audience, ficheId, revision, title, origin, significance, publishedAt, changeNote, differenceKey } = found;
  const { passages, morePassages } = announcement;
  const told = { audience, ficheId, revision, title, origin, significance, publishedAt, changeNote, differenceKey };
  return [await writer.list.add({ declaredAt: updatedAtOf(found), theme: pageThemeOf(fiche), revision: told, passages, morePassages })];
};

const addAll = async (writer: FeedWriter, announcements: Announcement[], fiches: Map<string, StoredFiche>): Promise<DeclaredRevision[]> => {
  const added: DeclaredRevision[] = [];
  for (const group of inGroups(announcements, ADDED_TOGETHER)) {
    const told = group.map((one) => add(writer, one, fiches.get(ficheKey(one))));
    added.push(...(await Promise.all(told)).flat());
  }
  return added;
};

const keyOf = ({ audience, themeId }: PageTheme): string => themeFeedKey(audience, themeId);

/**
 * Lists what was declared significant, then writes the feed of all and that of each theme that an event touched, from what is listed now: a
 * late or repeated event brings nothing twice and nothing old back. The hub is told of the feeds that have an entry of these events.
 */
export const writeSignificantFeeds =
  (writer: FeedWriter) =>
  async (events: FeedEvent[]): Promise<void> => {
    const { list, bucket, place, hub, tellHub } = writer;
    const madeAt = events.reduce((latest, { at }) => (at > latest ? at : latest), '');
    const fiches = await findFiches(
      writer,
      events.map(({ detail }) => detail),
    );
    const announcements = events.flatMap(({ type, detail }) => (type === 'fiche.declared-significant' ? [detail] : []));
    const added = await addAll(writer, announcements, fiches);
    const themes = new Map([...added.map(({ theme }) => theme), ...[...fiches.values()].map(pageThemeOf)].map((one) => [keyOf(one), one]));
    const write = (key: string, theme?: PageTheme): Promise<void> =>
      writeCurrent(
        () => list.latest(LATEST, theme),
        (declared) => {
          const feed = { declared, madeAt, hub, place };
          const body = theme ? themeFeed(theme, feed) : significantFeed(feed);
          return bucket.write(key, { body, type: ATOM_TYPE, cache: CACHE });
        },
      );
    await Promise.all([write(SIGNIFICANT_FEED_KEY), ...[...themes].map(([key, theme]) => write(key, theme))]);
    const changed = added.length === 0 ? [] : [SIGNIFICANT_FEED_KEY, ...new Set(added.map(({ theme }) => keyOf(theme)))];
    await tellHub(changed.map((key) => wholeAddress(place.site, key)));
  };
