import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { leaving } from '../../../schemas/routes/leaving.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { api } from '../../shared/pipeline.ts';
import { askForDeletion } from '../leaving/ask-for-deletion.ts';
import { askForExport } from '../leaving/ask-for-export.ts';
import { callDeletionBack } from '../leaving/call-deletion-back.ts';
import { downloadExport } from '../leaving/download-export.ts';
import { listExports } from '../leaving/list-exports.ts';
import { findAccount } from '../store/kept-account.ts';
import { deletionStore } from '../store/leaving/deletions.ts';
import { exportStorage } from '../store/leaving/export-storage.ts';
import { exportStore } from '../store/leaving/exports.ts';

export const wireLeaving = () => {
  const environment = readEnvironment('accounts-leaving');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const tables = {
    accounts: environment.ACCOUNTS_TABLE,
    memberships: environment.MEMBERSHIPS_TABLE,
    leaving: environment.LEAVING_TABLE,
    history: environment.HISTORY_TABLE,
  };
  const exports = exportStore(client, tables, commit);
  const deletions = deletionStore(client, tables, commit);
  const account = findAccount(client, tables.accounts);
  const buckets = { exports: environment.EXPORTS_BUCKET, documents: environment.DOCUMENTS_BUCKET };
  return api({
    routes: leaving,
    useCases: {
      listExports: listExports({ exports, clock }),
      askForExport: askForExport({ exports, findAccount: account, clock, newId: randomUUID }),
      downloadExport: downloadExport({ exports, storage: exportStorage(new S3Client({}), buckets), clock }),
      askForDeletion: askForDeletion({
        deletions,
        findAccount: account,
        clock,
        newId: randomUUID,
        pause: environment.DELETION_PAUSE_SECONDS * 1000,
      }),
      callDeletionBack: callDeletionBack({ deletions, clock }),
    },
    ...gatekeepers(client, environment),
  });
};
