import { z } from 'zod';
import { ficheKey } from '../../../schemas/fiche.ts';
import { Proposal, Revision } from '../../../schemas/revision.ts';
import type { RevisionRef, StoredRevision } from './revision-store.ts';

const StoredRevisionItem = Revision.extend({
  differenceKey: z.string().nullable(),
  /** Absent from what was stored before feeds told of decisions. */
  decidedAt: z.iso.datetime().nullable().default(null),
  /** Absent from what was stored before anything was proposed. */
  proposal: Proposal.nullable().default(null),
});

export const REVISION_PREFIX = 'revision#';
export const REVIEW_LIST = 'review';

/** Six digits: as text they sort as numbers do. */
export const revisionItemKey = (ref: RevisionRef) => ({
  pk: ficheKey(ref),
  sk: `${REVISION_PREFIX}${String(ref.revision).padStart(6, '0')}`,
});

/** Only what waits for an editor is in the review list. */
export const revisionItem = (revision: StoredRevision): Record<string, unknown> => ({
  ...revisionItemKey(revision),
  ...revision,
  ...(revision.significance === 'undecided' && {
    reviewPk: REVIEW_LIST,
    reviewSk: `${revision.publishedAt}#${ficheKey(revision)}#${revision.revision}`,
  }),
});

export const revisionOf = (item: Record<string, unknown>): StoredRevision => StoredRevisionItem.parse(item);
