import { S3Client } from '@aws-sdk/client-s3';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { log } from '../../shared/log.ts';
import { endUpload } from '../end-upload.ts';
import { forgetting } from '../forget-deleted.ts';
import { remind } from '../remind.ts';
import { documentStore, tablesOf } from '../store/document-table.ts';
import { type Due, dueStore } from '../store/due-items.ts';
import { fileBucket } from '../store/file-bucket.ts';
import { sweep } from '../sweep.ts';

export const wireSweeper = () => {
  const environment = readEnvironment('documents-sweeper');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const documents = documentStore(client, tablesOf(environment), commit);
  const dueItems = dueStore(client, environment.DOCUMENTS_TABLE, commit);
  const files = fileBucket(new S3Client({}), environment.DOCUMENTS_BUCKET);
  const end = endUpload({ documents, dueItems, files, clock, log });
  const forget = forgetting({ documents, dueItems, files, clock });
  const tell = remind({ documents, clock });
  const work = (due: Due): Promise<void> => {
    if (due.what === 'upload') return end(due.fileId);
    if (due.what === 'reminder') return tell(due.spaceId, due.documentId);
    return due.what === 'former' ? forget.former(due.spaceId, due.documentId, due.fileId) : forget.deleted(due.spaceId, due.documentId);
  };
  return sweep({ dueItems, work, clock, log });
};
