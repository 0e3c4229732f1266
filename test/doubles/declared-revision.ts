import type { DeclaredRevision, SignificantList } from '../../functions/fiches/store/significant-list.ts';
import { FicheId } from '../../schemas/fiche.ts';

/** A second revision that was declared significant, under the theme Famille. */
export const aDeclaredRevision = (ficheId: string, declaredAt: string, change: Partial<DeclaredRevision> = {}): DeclaredRevision => ({
  declaredAt,
  theme: { audience: 'particuliers', themeId: 'N19805', title: 'Famille' },
  revision: {
    audience: 'particuliers',
    ficheId: FicheId.parse(ficheId),
    revision: 2,
    title: 'Allocation de rentrée',
    origin: 'import',
    significance: 'significant',
    publishedAt: '2026-02-02T08:00:00.000Z',
    changeNote: 'Le montant augmente.',
    differenceKey: 'differences/x.json',
  },
  passages: [],
  morePassages: 0,
  ...change,
});

const nameOf = ({ declaredAt, revision }: DeclaredRevision): string => `${declaredAt} ${revision.ficheId} ${revision.revision}`;

/** Declarations in memory, each kept as it was told first. */
export const significantInMemory = (): SignificantList & { kept: Map<string, DeclaredRevision> } => {
  const kept = new Map<string, DeclaredRevision>();
  return {
    kept,
    add: async (declared) => {
      const name = nameOf(declared);
      const first = kept.get(name) ?? declared;
      kept.set(name, first);
      return first;
    },
    latest: async (limit, theme) =>
      [...kept.values()]
        .filter((declared) => theme === undefined || declared.theme.themeId === theme.themeId)
        .toSorted((a, b) => (nameOf(a) < nameOf(b) ? 1 : -1))
        .slice(0, limit),
  };
};
