import type { Announcement, PublicationId } from '../../schemas/publication.ts';
import type { PublicationStore } from './store/publications.ts';

/** What alerts say, by their ids. */
export type AnnouncementsOf = (ids: PublicationId[]) => Promise<Map<PublicationId, Announcement>>;

/** At some ten kilobytes each. */
const MOST_REMEMBERED = 1000;
const READ_TOGETHER = 20;

/** The chunks of one digest tell of the same revisions over and over: what a worker has read once it keeps, since it never changes. */
export const rememberAnnouncements = (publications: Pick<PublicationStore, 'announcement'>): AnnouncementsOf => {
  const remembered = new Map<PublicationId, Announcement>();
  const read = async (id: PublicationId): Promise<[PublicationId, Announcement]> => {
    const announcement = remembered.get(id) ?? (await publications.announcement(id));
    if (!announcement) throw new Error('a digest of a publication that is not there');
    remembered.delete(id);
    remembered.set(id, announcement);
    return [id, announcement];
  };
  return async (ids) => {
    const wanted = [...new Set(ids)];
    const found = new Map<PublicationId, Announcement>();
    for (let start = 0; start < wanted.length; start += READ_TOGETHER) {
      for (const [id, announcement] of await Promise.all(wanted.slice(start, start + READ_TOGETHER).map(read))) found.set(id, announcement);
    }
    for (const id of remembered.keys()) {
      if (remembered.size <= MOST_REMEMBERED) break;
      remembered.delete(id);
    }
    return found;
  };
};
