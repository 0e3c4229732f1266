import { ficheCatalogue } from './catalogue-table.ts';
import { readContent } from './content.ts';
import type { FicheStore } from './fiche-store.ts';
import { publishRevision, recordImported } from './publish-revision.ts';
import type { StoreDependencies } from './store-dependencies.ts';

export const ficheStore = (dependencies: StoreDependencies): FicheStore => ({
  ...ficheCatalogue(dependencies.client, dependencies.table),
  readContent: (contentKey) => readContent(dependencies.objects, contentKey),
  publish: publishRevision(dependencies),
  recordImported: recordImported(dependencies),
});
