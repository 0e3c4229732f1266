import { S3Client } from '@aws-sdk/client-s3';
import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { eventBatchConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { log } from '../../shared/log.ts';
import { hubTeller } from '../feeds/tell-hub.ts';
import { ficheCatalogue } from '../store/catalogue-table.ts';
import { bucket } from '../store/object-store.ts';
import { revisionFinder } from '../store/revision-reader.ts';
import { significantList } from '../store/significant-list.ts';
import { writeSignificantFeeds } from '../write-significant-feeds.ts';

export const wireFeeds = () => {
  const environment = readEnvironment('fiches-feeds');
  const client = dynamo();
  const hub = environment.FEED_HUB;
  return eventBatchConsumer(
    consumers['fiches-feeds'],
    writeSignificantFeeds({
      store: ficheCatalogue(client, environment.FICHES_TABLE),
      findRevision: revisionFinder({ client, table: environment.FICHES_TABLE }),
      list: significantList(client, environment.FEEDS_TABLE),
      bucket: bucket(new S3Client({}), environment.SITE_BUCKET),
      tellHub: hubTeller({ hub, log }),
      place: { site: environment.SITE_ADDRESS, authority: environment.FEED_AUTHORITY },
      hub,
    }),
  );
};
