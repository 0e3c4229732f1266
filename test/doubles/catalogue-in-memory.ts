import type { FicheCatalogue, StoredFiche } from '../../functions/fiches/store/fiche-store.ts';
import { ficheKey } from '../../schemas/fiche.ts';

/** A catalogue of these fiches, to change as the test goes; counts how many times all of it was read. */
export const catalogueInMemory = (...fiches: StoredFiche[]) => {
  const reads = { all: 0 };
  const list = (belongs: (fiche: StoredFiche) => boolean, kind: string) => ({
    items: fiches.filter((fiche) => fiche.status === 'live' && fiche.kind === kind && belongs(fiche)),
    next: null,
  });
  const store: FicheCatalogue = {
    find: async (ref) => fiches.find((fiche) => ficheKey(fiche) === ficheKey(ref)),
    findMany: async (refs) => fiches.filter((fiche) => refs.some((ref) => ficheKey(ref) === ficheKey(fiche))),
    async *listLive(audience) {
      if (audience === 'particuliers') reads.all++;
      yield* fiches.filter((fiche) => fiche.status === 'live' && fiche.audience === audience);
    },
    listByTheme: async (audience, themeId, { kind }) => list((fiche) => fiche.audience === audience && fiche.theme?.id === themeId, kind),
    listByAudience: async (audience, { kind }) => list((fiche) => fiche.audience === audience, kind),
  };
  return { store, fiches, reads };
};
