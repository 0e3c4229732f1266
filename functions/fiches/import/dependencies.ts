import type { ImportId } from '../../../schemas/import.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { Repetition } from '../rules/significance/repetition.ts';
import type { Thresholds } from '../rules/significance.ts';
import type { FicheStore } from '../store/fiche-store.ts';
import type { ImportStore } from '../store/import-store.ts';
import type { RevisionStore } from '../store/revision-store.ts';
import type { UploadStore } from '../store/upload-store.ts';

/** What publishing the fiches of one import takes. */
export interface Publishing extends ImportDependencies {
  repetition: Repetition;
}

export interface ImportDependencies {
  imports: ImportStore;
  uploads: Pick<UploadStore, 'read'>;
  fiches: Pick<FicheStore, 'find' | 'findMany' | 'listLive' | 'readContent' | 'publish' | 'recordImported'>;
  revisions: Pick<RevisionStore, 'findRevision'>;
  /** Puts a message on the queue so that a fresh invocation goes on. */
  handOver: (id: ImportId) => Promise<void>;
  /** What an import decides alone, where the archive declares nothing. */
  thresholds: Thresholds;
  clock: Clock;
  log: Log;
}
