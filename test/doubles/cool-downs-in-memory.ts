import type { CoolDownEnd, CoolDownStore, StoredCoolDown, Waiting } from '../../functions/alerts/store/cool-downs.ts';
import { ficheKey, readFicheKey } from '../../schemas/fiche.ts';
import { type PublicationId, publicationId } from '../../schemas/publication.ts';

const fresh: StoredCoolDown = { until: null, waiting: [], version: 0 };

/** Cool-downs without an engine. `end` is what a publication writes with itself. */
export const coolDownsInMemory = (isPublished: (id: PublicationId) => boolean) => {
  const fiches = new Map<string, StoredCoolDown>();
  const revisions = new Map<PublicationId, Waiting>();
  const isSeen = (key: string, { version }: StoredCoolDown): boolean => (fiches.get(key)?.version ?? 0) === version;
  const store: CoolDownStore = {
    find: async (fiche) => fiches.get(ficheKey(fiche)) ?? fresh,
    findWaiting: async (id) => revisions.get(id),
    async hold(seen, announcement, at, until) {
      const [key, id] = [ficheKey(announcement), publicationId(announcement)];
      if (!isSeen(key, seen) || revisions.has(id) || isPublished(id)) return false;
      fiches.set(key, { until, waiting: [...seen.waiting, announcement.revision], version: seen.version + 1 });
      revisions.set(id, { announcement, declaredAt: at.toISOString(), until, toldWith: null });
      return true;
    },
    due: async (now) =>
      [...fiches].flatMap(([key, { until, waiting }]) =>
        waiting.length > 0 && until !== null && Date.parse(until) <= now.getTime() ? [readFicheKey(key)] : [],
      ),
  };
  const end = ({ fiche, seen, until, revisions: told, declared }: CoolDownEnd, at: Date): boolean => {
    const toldWith = told.at(-1) ?? 0;
    const own = declared && declared.revision !== toldWith ? publicationId(declared) : undefined;
    if (!isSeen(ficheKey(fiche), seen) || (own && revisions.has(own))) return false;
    fiches.set(ficheKey(fiche), { until, waiting: [], version: seen.version + 1 });
    for (const revision of seen.waiting) {
      const id = publicationId({ ...fiche, revision });
      const waiting = revisions.get(id);
      if (waiting) revisions.set(id, { ...waiting, toldWith });
    }
    const declaredAt = at.toISOString();
    if (declared && own) revisions.set(own, { announcement: declared, declaredAt, until: declaredAt, toldWith });
    return true;
  };
  return { store, end };
};
