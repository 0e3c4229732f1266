import { listFiches } from '../list-fiches.ts';
import { listRevisions } from '../list-revisions.ts';
import { readFiche } from '../read-fiche.ts';
import { readRevision } from '../read-revision.ts';
import type { FicheReader } from '../store/fiche-store.ts';
import type { RevisionReader } from '../store/revision-store.ts';

export interface Reading {
  store: FicheReader;
  revisions: RevisionReader;
}

/** The use cases of `schemas/routes/fiches.ts` that read fiches themselves. */
export const readingUseCases = (dependencies: Reading) => ({
  listFiches: listFiches(dependencies),
  readFiche: readFiche(dependencies),
  listRevisions: listRevisions(dependencies),
  readRevision: readRevision(dependencies),
});
