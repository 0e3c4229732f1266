import { fingerprintOf } from '../../functions/fiches/rules/fingerprint.ts';
import type { FicheStore, NewRevision, StoredFiche } from '../../functions/fiches/store/fiche-store.ts';
import { type KeptContent, nextFiche, nextRevision } from '../../functions/fiches/store/next-revision.ts';
import { type FicheRef, ficheKey } from '../../schemas/fiche.ts';
import type { FicheContent } from '../../schemas/fiche-content.ts';
import type { Revision } from '../../schemas/revision.ts';

export interface PublishedFiches extends Pick<FicheStore, 'find' | 'findMany' | 'listLive' | 'readContent' | 'publish' | 'recordImported'> {
  /** Every revision ever published, in order. */
  revisions: Revision[];
  findRevision: (ref: FicheRef & { revision: number }) => Promise<(Revision & { differenceKey: null; decidedAt: null }) | undefined>;
}

/** Fiches and their contents, with the one promise that matters: a revision follows the one that its author read. */
export const fichesInMemory = (): PublishedFiches => {
  const stored = new Map<string, StoredFiche>();
  const contents = new Map<string, FicheContent>();
  const revisions: Revision[] = [];
  const keep = (change: NewRevision): KeptContent => {
    if (change.origin === 'removal') return { key: change.base.contentKey, fingerprint: change.base.fingerprint };
    const fingerprint = fingerprintOf(change.content);
    const key = `${ficheKey(change.content)}/${fingerprint}`;
    contents.set(key, change.content);
    return { key, fingerprint };
  };
  return {
    revisions,
    find: async (ref) => stored.get(ficheKey(ref)),
    findMany: async (refs) => refs.flatMap((ref) => stored.get(ficheKey(ref)) ?? []),
    async *listLive(audience) {
      for (const fiche of stored.values()) if (fiche.status === 'live' && fiche.audience === audience) yield fiche;
    },
    readContent: async (key) => {
      const content = contents.get(key);
      if (!content) throw new Error(`no content at ${key}`);
      return content;
    },
    publish: async (change) => {
      const fiche = nextFiche(change, keep(change));
      if (stored.get(ficheKey(fiche))?.revision !== change.base?.revision) return 'conflict';
      stored.set(ficheKey(fiche), fiche);
      revisions.push(nextRevision(change, fiche));
      return 'published';
    },
    recordImported: async (fiche, said) => {
      const now = stored.get(ficheKey(fiche));
      if (now?.revision !== fiche.revision) return false;
      stored.set(ficheKey(fiche), { ...now, ...said });
      return true;
    },
    findRevision: async (ref) => {
      const found = revisions.find((revision) => ficheKey(revision) === ficheKey(ref) && revision.revision === ref.revision);
      return found && { ...found, differenceKey: null, decidedAt: null };
    },
  };
};
