import { S3Client } from '@aws-sdk/client-s3';
import { editing } from '../../../schemas/routes/editing.ts';
import { fiches } from '../../../schemas/routes/fiches.ts';
import { imports } from '../../../schemas/routes/imports.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { ficheReader } from '../store/fiche-reader.ts';
import { bucket } from '../store/object-store.ts';
import { revisionReader } from '../store/revision-reader.ts';
import { readingUseCases } from './reading-routes.ts';

/** Many read; few search, edit or import: the XML reader, the differences and the search index are loaded for those alone. */
export const wireApi = () => {
  const environment = readEnvironment('fiches-api');
  const client = dynamo();
  const s3 = new S3Client({});
  const commit = commitTo(client, environment);
  const stores = { client, table: environment.FICHES_TABLE, objects: bucket(s3, environment.CONTENT_BUCKET), commit };
  const { listThemes, searchFiches } = fiches;
  return api({
    routes: { ...fiches, ...imports, ...editing },
    useCases: {
      ...readingUseCases({ store: ficheReader(stores), revisions: revisionReader(stores) }),
      ...onFirstCall({ listThemes, searchFiches }, async () => {
        const { searchUseCases } = await import('./search-routes.ts');
        return searchUseCases({ site: bucket(s3, environment.SITE_BUCKET), clock: systemClock });
      }),
      ...onFirstCall(imports, async () => {
        const { wireImports } = await import('./imports.ts');
        return wireImports({ client, commit, s3, environment });
      }),
      ...onFirstCall(editing, async () => {
        const { wireEditing } = await import('./editing.ts');
        return wireEditing(stores);
      }),
    },
    ...gatekeepers(client, environment),
  });
};
