import { S3Client } from '@aws-sdk/client-s3';
import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { eventBatchConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { log } from '../../shared/log.ts';
import { rebuildCatalogue } from '../rebuild-catalogue.ts';
import { ficheCatalogue } from '../store/catalogue-table.ts';
import { bucket } from '../store/object-store.ts';

export const wireIndex = () => {
  const environment = readEnvironment('fiches-index');
  const rebuild = rebuildCatalogue({
    store: ficheCatalogue(dynamo(), environment.FICHES_TABLE),
    site: bucket(new S3Client({}), environment.SITE_BUCKET),
    clock: systemClock,
    log,
  });
  return eventBatchConsumer(consumers['fiches-index'], (events) => rebuild(events.map(({ at }) => at)));
};
