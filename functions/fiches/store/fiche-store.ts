import type { Audience, FicheKind, FicheRef, FicheSummary } from '../../../schemas/fiche.ts';
import type { FicheContent } from '../../../schemas/fiche-content.ts';
import type { ImportId, ImportOutcome } from '../../../schemas/import.ts';
import type { Page } from '../../../schemas/page.ts';
import type { Difference, Proposal, Revision } from '../../../schemas/revision.ts';
import type { Trail } from '../../shared/context.ts';
import type { EarlierAnnouncement } from '../rules/significance.ts';

/** A fiche as the table keeps it: everything but its content, which lives in the bucket. */
export interface StoredFiche extends FicheSummary {
  /** Of the content that is live, or was last live. */
  fingerprint: string;
  /** Of the content that the last import published: an archive that still holds it changes nothing, whatever an editor published since. */
  importedFingerprint: string | null;
  importantOn: string | null;
  /** The text may come later, or never. */
  announcedEarlier?: EarlierAnnouncement | undefined;
  contentKey: string;
  /** Titles of its sections, for the search; as many as keep the item small. */
  headings: string[];
  /** The import that wrote the current revision, and what it reported: a redelivered step reports the same again. */
  importId?: ImportId | undefined;
  importOutcome?: ImportOutcome | undefined;
}

/** Who said that a revision is significant or not, and why. */
export type Verdict = Pick<Revision, 'significance' | 'decidedBy' | 'reason' | 'changeNote' | 'urgent'>;

interface NewRevisionBase {
  /** What is stored now, as it was read: publishing is refused when it is no longer the current revision. Undefined for a new fiche. */
  base: StoredFiche | undefined;
  verdict: Verdict;
  publishedAt: string;
  importId?: ImportId | undefined;
  importOutcome?: ImportOutcome | undefined;
}

/** `difference` is `differenceOf(before, content)`, and `proposal` what it makes likely; `noDifference` and null for the first revision. `draft` is taken away in the same transaction. */
export interface NewContent extends NewRevisionBase {
  origin: 'import' | 'editor';
  content: FicheContent;
  difference: Difference;
  proposal: Proposal | null;
  draft?: { version: number } | undefined;
}

/** The fiche leaves the lists and the search; its revisions and last content stay. */
export interface Removal extends NewRevisionBase {
  origin: 'removal';
  base: StoredFiche;
}

export type NewRevision = NewContent | Removal;

/** What there is, without what it says. */
export interface FicheCatalogue {
  find(ref: FicheRef): Promise<StoredFiche | undefined>;
  /** At most 100 at once; those that do not exist are left out, in no order. */
  findMany(refs: FicheRef[]): Promise<StoredFiche[]>;
  /** Every live fiche of an audience, dossiers, themes and services too, page by page. Read from an index: a change of the last second may be missing. */
  listLive(audience: Audience): AsyncIterable<StoredFiche>;
  listByTheme(audience: Audience, themeId: string, page: ListPage): Promise<Page<StoredFiche>>;
  listByAudience(audience: Audience, page: ListPage): Promise<Page<StoredFiche>>;
}

export interface FicheReader extends FicheCatalogue {
  /** Throws when the key is unknown: no fiche points at a content that was not written before it. */
  readContent(contentKey: string): Promise<FicheContent>;
}

export interface FicheStore extends FicheReader {
  /**
   * Content and difference first, then the fiche, its revision and their events in one transaction. `conflict`: `base` is no longer the
   * current revision (or the draft's version changed), and nothing was published.
   */
  publish(revision: NewRevision, trail?: Trail): Promise<'published' | 'conflict'>;
  /** Remembers what an archive says of a fiche that already says so, without a revision. False when somebody published in between. */
  recordImported(fiche: StoredFiche, said: Pick<StoredFiche, 'importedFingerprint' | 'announcedEarlier'>): Promise<boolean>;
}

export interface ListPage {
  kind: FicheKind;
  limit: number;
  cursor?: string | undefined;
}
