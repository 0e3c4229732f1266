import { randomUUID } from 'node:crypto';
import { leaving } from '../../../schemas/routes/leaving.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { askForDeletion } from '../leaving/ask-for-deletion.ts';
import { askForExport } from '../leaving/ask-for-export.ts';
import { callDeletionBack } from '../leaving/call-deletion-back.ts';
import { listExports } from '../leaving/list-exports.ts';
import { findAccount } from '../store/kept-account.ts';
import { deletionStore } from '../store/leaving/deletions.ts';
import { exportStore } from '../store/leaving/exports.ts';

/** Whoever asks for a copy comes back once to take it: what signs its link is loaded then. */
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
  const { downloadExport } = leaving;
  return api({
    routes: leaving,
    useCases: {
      listExports: listExports({ exports, clock }),
      askForExport: askForExport({ exports, findAccount: account, clock, newId: randomUUID }),
      askForDeletion: askForDeletion({
        deletions,
        findAccount: account,
        clock,
        newId: randomUUID,
        pause: environment.DELETION_PAUSE_SECONDS * 1000,
      }),
      callDeletionBack: callDeletionBack({ deletions, clock }),
      ...onFirstCall({ downloadExport }, async () => {
        const { downloadUseCases } = await import('./download-routes.ts');
        return downloadUseCases(exports, buckets);
      }),
    },
    ...gatekeepers(client, environment),
  });
};
