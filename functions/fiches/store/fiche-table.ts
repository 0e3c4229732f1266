import { ficheReader } from './fiche-reader.ts';
import type { FicheStore } from './fiche-store.ts';
import { publishRevision, recordImported } from './publish-revision.ts';
import type { StoreDependencies } from './store-dependencies.ts';

export const ficheStore = (dependencies: StoreDependencies): FicheStore => ({
  ...ficheReader(dependencies),
  publish: publishRevision(dependencies),
  recordImported: recordImported(dependencies),
});
