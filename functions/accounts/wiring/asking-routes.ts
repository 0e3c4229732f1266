import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import type { leaving } from '../../../schemas/routes/leaving.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import type { UseCases } from '../../shared/router.ts';
import { askForDeletion } from '../leaving/ask-for-deletion.ts';
import { askForExport } from '../leaving/ask-for-export.ts';
import { callDeletionBack } from '../leaving/call-deletion-back.ts';
import { findAccount } from '../store/kept-account.ts';
import { deletionStore } from '../store/leaving/deletions.ts';
import { exportStore } from '../store/leaving/exports.ts';

type Asking = Pick<typeof leaving, 'askForExport' | 'askForDeletion' | 'callDeletionBack'>;

/** The use cases of somebody who asks for a copy, or to leave, or to stay after all. */
export const askingUseCases = (client: DynamoDBDocumentClient, environment: Environment<'accounts-leaving'>): UseCases<Asking> => {
  const commit = commitTo(client, environment);
  const tables = {
    accounts: environment.ACCOUNTS_TABLE,
    memberships: environment.MEMBERSHIPS_TABLE,
    leaving: environment.LEAVING_TABLE,
    history: environment.HISTORY_TABLE,
  };
  const account = findAccount(client, tables.accounts);
  const deletions = deletionStore(client, tables, commit);
  return {
    askForExport: askForExport({ exports: exportStore(client, tables, commit), findAccount: account, clock, newId: randomUUID }),
    askForDeletion: askForDeletion({
      deletions,
      findAccount: account,
      clock,
      newId: randomUUID,
      pause: environment.DELETION_PAUSE_SECONDS * 1000,
    }),
    callDeletionBack: callDeletionBack({ deletions, clock }),
  };
};
