import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { Audience } from '../../../schemas/fiche.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { log } from '../../shared/log.ts';
import { httpsDownload } from '../archive/download.ts';
import { fetchArchives } from '../fetch-archives.ts';
import { importStore } from '../store/import-table.ts';
import { uploadStore } from '../store/upload-store.ts';

const Addresses = z.partialRecord(Audience, z.url({ protocol: /^https$/ }));

export const wireFetcher = () => {
  const environment = readEnvironment('fiches-fetcher');
  const client = dynamo();
  const addresses = Addresses.parse(JSON.parse(environment.ARCHIVE_ADDRESSES));
  const fetchAll = fetchArchives({
    imports: importStore(client, environment.IMPORTS_TABLE, commitTo(client, environment)),
    uploads: uploadStore(new S3Client({}), environment.UPLOADS_BUCKET),
    download: httpsDownload(fetch),
    clock: systemClock,
    newId: randomUUID,
    log,
  });
  return () => fetchAll(addresses);
};
