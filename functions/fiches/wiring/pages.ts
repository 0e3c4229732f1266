import { S3Client } from '@aws-sdk/client-s3';
import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { renderRevisedFiche } from '../render-revised-fiche.ts';
import { ficheCatalogue } from '../store/catalogue-table.ts';
import { readContent } from '../store/content.ts';
import { bucket } from '../store/object-store.ts';
import { revisionReader } from '../store/revision-reader.ts';

export const wirePages = () => {
  const environment = readEnvironment('fiches-pages');
  const client = dynamo();
  const s3 = new S3Client({});
  const objects = bucket(s3, environment.CONTENT_BUCKET);
  const catalogue = ficheCatalogue(client, environment.FICHES_TABLE);
  const render = renderRevisedFiche({
    store: { find: (ref) => catalogue.find(ref), readContent: (key) => readContent(objects, key) },
    revisions: revisionReader({ client, table: environment.FICHES_TABLE, objects }),
    bucket: bucket(s3, environment.SITE_BUCKET),
    site: environment.SITE_ADDRESS,
    authority: environment.FEED_AUTHORITY,
  });
  return eventConsumer(consumers['fiches-pages'], { 'fiche.revised': render, 'fiche.declared-significant': render });
};
