import type { FicheRef } from '../../../schemas/fiche.ts';
import type { Page } from '../../../schemas/page.ts';
import type { Announcement } from '../../../schemas/publication.ts';
import type { Difference, Revision } from '../../../schemas/revision.ts';
import type { Trail } from '../../shared/context.ts';
import type { Verdict } from './fiche-store.ts';

export interface RevisionRef extends FicheRef {
  revision: number;
}

export interface PageAsked {
  limit: number;
  cursor?: string | undefined;
}

export interface StoredRevision extends Revision {
  /** Null when there is nothing to compare: a first revision, a removal. */
  differenceKey: string | null;
  /** Of the decision, where it was made after the publication. */
  decidedAt: string | null;
}

/** A verdict on what is already published. */
export interface LateVerdict extends Verdict {
  decidedAt: string;
}

export interface RevisionReader {
  findRevision(ref: RevisionRef): Promise<StoredRevision | undefined>;
  /** Newest first. */
  listRevisions(ref: FicheRef, page: PageAsked): Promise<Page<StoredRevision>>;
  readDifference(revision: StoredRevision): Promise<Difference>;
}

export interface RevisionStore extends RevisionReader {
  /** Imported revisions that nobody has decided on, oldest first. */
  listToReview(page: PageAsked): Promise<Page<StoredRevision>>;
  /** Only while undecided; `announcement` goes out with a significant verdict. False when somebody decided before. */
  decideRevision(ref: RevisionRef, verdict: LateVerdict, announcement: Announcement | undefined, trail: Trail): Promise<boolean>;
}
