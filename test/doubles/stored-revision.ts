import type { StoredRevision } from '../../functions/fiches/store/revision-store.ts';
import type { FicheRef } from '../../schemas/fiche.ts';

/** A second revision that an editor declared significant. */
export const aStoredRevision = (fiche: FicheRef, change: Partial<StoredRevision> = {}): StoredRevision => ({
  ...fiche,
  revision: 2,
  title: 'Allocation de rentrée',
  origin: 'import',
  publishedAt: '2026-02-02T08:00:00.000Z',
  significance: 'significant',
  decidedBy: null,
  reason: null,
  changeNote: 'Le montant augmente.',
  urgent: false,
  proposal: null,
  wordsAdded: 1,
  wordsRemoved: 1,
  differenceKey: 'differences/x.json',
  decidedAt: null,
  ...change,
});
