import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { routesByFunction } from '../../../schemas/routes/index.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { log } from '../../shared/log.ts';
import { api } from '../../shared/pipeline.ts';
import { searchReader } from '../search/search-reader.ts';
import { draftStore } from '../store/draft-table.ts';
import { ficheStore } from '../store/fiche-table.ts';
import { importStore } from '../store/import-table.ts';
import { bucket } from '../store/object-store.ts';
import { revisionStore } from '../store/revision-table.ts';
import { uploadStore } from '../store/upload-store.ts';
import { editingUseCases } from './editing-routes.ts';
import { importUseCases } from './import-routes.ts';
import { readingUseCases } from './reading-routes.ts';

export const wireApi = () => {
  const environment = readEnvironment('fiches-api');
  const client = dynamo();
  const s3 = new S3Client({});
  const clock = systemClock;
  const commit = commitTo(client, environment);
  const stores = { client, table: environment.FICHES_TABLE, objects: bucket(s3, environment.CONTENT_BUCKET), commit };
  const store = ficheStore(stores);
  const revisions = revisionStore(stores);
  return api({
    routes: routesByFunction['fiches-api'],
    useCases: {
      ...readingUseCases({ store, revisions, readSearch: searchReader({ site: bucket(s3, environment.SITE_BUCKET), clock }) }),
      ...editingUseCases({ store, revisions, drafts: draftStore(stores), clock, log }),
      ...importUseCases({
        imports: importStore(client, environment.IMPORTS_TABLE, commit),
        uploads: uploadStore(s3, environment.UPLOADS_BUCKET),
        clock,
        newId: randomUUID,
      }),
    },
    ...gatekeepers(client, environment),
  });
};
