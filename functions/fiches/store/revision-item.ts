import * as z from 'zod/mini';
import { ficheKey } from '../../../schemas/fiche.ts';
import { Highlight, Proposal, Revision } from '../../../schemas/revision.ts';
import type { RevisionRef, StoredRevision } from './revision-store.ts';

/** A position alone in what was stored before passages had reasons of their own. */
const StoredHighlight = z.union([
  Highlight,
  z.pipe(
    z.int(),
    z.transform((position) => ({ position, reasons: [] })),
  ),
]);
const StoredProposal = z.extend(Proposal, { passages: z.array(StoredHighlight) });

const StoredRevisionItem = z.extend(Revision, {
  differenceKey: z.nullable(z.string()),
  /** Absent from what was stored before feeds told of decisions. */
  decidedAt: z._default(z.nullable(z.iso.datetime()), null),
  /** Absent from what was stored before anything could be urgent. */
  urgent: z._default(z.boolean(), false),
  /** Absent from what was stored before anything was proposed. */
  proposal: z._default(z.nullable(StoredProposal), null),
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
