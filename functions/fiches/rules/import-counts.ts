import type { Import, ImportOutcome } from '../../../schemas/import.ts';
import type { Significance } from '../../../schemas/revision.ts';

export type ImportCounts = Import['counts'];

export const noCounts: ImportCounts = { added: 0, changed: 0, unchanged: 0, removed: 0, refused: 0, significant: 0, toReview: 0 };

/** The counts with one more file, fiche or removal handled. */
export const countOne = (
  counts: ImportCounts,
  { outcome, significance }: { outcome: ImportOutcome; significance: Significance | null },
): ImportCounts => ({
  ...counts,
  [outcome]: counts[outcome] + 1,
  significant: counts.significant + (significance === 'significant' ? 1 : 0),
  toReview: counts.toReview + (significance === 'undecided' ? 1 : 0),
});
