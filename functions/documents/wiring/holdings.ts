import { S3Client } from '@aws-sdk/client-s3';
import { dynamo } from '../../shared/aws.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { holdingsConsumer } from '../../shared/holdings.ts';
import { exportParts } from '../../shared/store/export-parts.ts';
import { documentHoldings } from '../holdings.ts';
import { archiveBucket } from '../store/archive-bucket.ts';
import { fileBucket } from '../store/file-bucket.ts';
import { spaceEraser } from '../store/space-eraser.ts';
import { wholeSpace } from '../store/whole-space.ts';

export const wireHoldings = () => {
  const environment = readEnvironment('documents-holdings');
  const client = dynamo();
  const s3 = new S3Client({});
  const { DOCUMENTS_BUCKET: documents, EXPORTS_BUCKET: exports } = environment;
  const objects = { files: fileBucket(s3, documents), archives: archiveBucket(s3, { documents, exports }) };
  return holdingsConsumer('documents', {
    holdings: documentHoldings({
      space: wholeSpace(client, environment.DOCUMENTS_TABLE),
      eraseSpace: spaceEraser(client, environment.DOCUMENTS_TABLE, objects),
    }),
    parts: exportParts(s3, exports),
    commit: commitTo(client, environment),
  });
};
