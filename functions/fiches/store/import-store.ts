import type { Audience } from '../../../schemas/fiche.ts';
import type { Import, ImportId, ImportLine, ImportOutcome } from '../../../schemas/import.ts';
import type { Page } from '../../../schemas/page.ts';
import type { Trail } from '../../shared/context.ts';
import type { RepeatedEdits } from '../rules/significance/repetition.ts';

/** An import and what its worker needs to go on where the last step ended: `progress.done` is the place. */
export interface StoredImport extends Import {
  /** Of the archive that was checked: another one under the same name is not gone on with. */
  archiveTag: string | null;
  /** Fiches that a complete archive no longer holds, handled after its files. */
  toRemove: string[];
}

export interface Beginning {
  archiveTag: string;
  total: number;
  toRemove: string[];
  /** Counted over the whole archive before anything is changed: a run that goes on later proposes as the first would have. */
  repeated: RepeatedEdits;
}

/** A line and its place in the import, so that the same step always writes the same lines. */
export interface PlacedLine {
  place: number;
  line: ImportLine;
}

/** One step of an import: from `progress.done` as it was read, to `done`. */
export interface Step {
  done: number;
  counts: Import['counts'];
  lines: PlacedLine[];
  /** Set by the last step. */
  endedAt: string | null;
}

export interface ReportAsked {
  outcome?: ImportOutcome | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** An official archive as it was last fetched from its address. */
export interface FetchedArchive {
  audience: Audience;
  sha256: string;
  etag: string | null;
  lastModified: string | null;
  importId: ImportId;
}

/** Every transition carries its own condition; false when it no longer held, and then nothing was written. */
export interface ImportStore {
  create(created: Import, trail: Trail): Promise<void>;
  find(id: ImportId): Promise<StoredImport | undefined>;
  /** Newest first. */
  list(page: { limit: number; cursor?: string | undefined }): Promise<Page<Import>>;
  /** By outcome, then in the order of the archive. */
  readReport(id: ImportId, asked: ReportAsked): Promise<Page<ImportLine>>;
  /** From waiting to running. */
  begin(id: ImportId, beginning: Beginning): Promise<boolean>;
  /** As they were counted when the import began. */
  readRepeated(id: ImportId): Promise<RepeatedEdits>;
  /** From the state that was read to refused. */
  refuse(read: Import, refusal: string, endedAt: string): Promise<boolean>;
  /** Progress, counts and lines advance together, once, from the import as it was read. */
  advance(read: Import, step: Step): Promise<boolean>;
  lastFetched(audience: Audience): Promise<FetchedArchive | undefined>;
  recordFetched(archive: FetchedArchive): Promise<void>;
}
