import { S3Client } from '@aws-sdk/client-s3';
import type { leaving } from '../../../schemas/routes/leaving.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import type { UseCases } from '../../shared/router.ts';
import { downloadExport } from '../leaving/download-export.ts';
import { exportStorage } from '../store/leaving/export-storage.ts';
import type { ExportStore } from '../store/leaving/exports.ts';

/** The use case of taking a copy of one's data. */
export const downloadUseCases = (
  exports: ExportStore,
  buckets: { exports: string; documents: string },
): UseCases<Pick<typeof leaving, 'downloadExport'>> => ({
  downloadExport: downloadExport({ exports, storage: exportStorage(new S3Client({}), buckets), clock }),
});
