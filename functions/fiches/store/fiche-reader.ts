import { ficheCatalogue } from './catalogue-table.ts';
import { readContent } from './content.ts';
import type { FicheReader } from './fiche-store.ts';
import type { StoreDependencies } from './store-dependencies.ts';

/** Apart from the store that publishes: who only reads does not load what a publication takes. */
export const ficheReader = ({ client, table, objects }: Omit<StoreDependencies, 'commit'>): FicheReader => ({
  ...ficheCatalogue(client, table),
  readContent: (contentKey) => readContent(objects, contentKey),
});
