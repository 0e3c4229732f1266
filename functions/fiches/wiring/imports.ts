import { randomUUID } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import type { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import type { Commit } from '../../shared/store/commit.ts';
import { importStore } from '../store/import-table.ts';
import { uploadStore } from '../store/upload-store.ts';
import { importUseCases } from './import-routes.ts';

export interface ImportsDependencies {
  client: ReturnType<typeof dynamo>;
  commit: Commit;
  s3: S3Client;
  environment: { IMPORTS_TABLE: string; UPLOADS_BUCKET: string };
}

export const wireImports = ({ client, commit, s3, environment }: ImportsDependencies) =>
  importUseCases({
    imports: importStore(client, environment.IMPORTS_TABLE, commit),
    uploads: uploadStore(s3, environment.UPLOADS_BUCKET),
    clock: systemClock,
    newId: randomUUID,
  });
