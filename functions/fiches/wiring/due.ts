import { S3Client } from '@aws-sdk/client-s3';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { log } from '../../shared/log.ts';
import { publishDueDrafts } from '../publish-due-drafts.ts';
import { draftStore } from '../store/draft-table.ts';
import { ficheStore } from '../store/fiche-table.ts';
import { bucket } from '../store/object-store.ts';

export const wireDue = () => {
  const environment = readEnvironment('fiches-due');
  const client = dynamo();
  const stores = {
    client,
    table: environment.FICHES_TABLE,
    objects: bucket(new S3Client({}), environment.CONTENT_BUCKET),
    commit: commitTo(client, environment),
  };
  return publishDueDrafts({ store: ficheStore(stores), drafts: draftStore(stores), clock: systemClock, log });
};
