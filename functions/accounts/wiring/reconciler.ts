import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { finishLeavings } from '../leaving/finish-leavings.ts';
import { findAccount } from '../store/kept-account.ts';
import { deletionStore } from '../store/leaving/deletions.ts';
import { dueLeavings } from '../store/leaving/due-leavings.ts';
import { exportStore } from '../store/leaving/exports.ts';

export const wireReconciler = () => {
  const environment = readEnvironment('accounts-reconciler');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const tables = {
    accounts: environment.ACCOUNTS_TABLE,
    memberships: environment.MEMBERSHIPS_TABLE,
    leaving: environment.LEAVING_TABLE,
    history: environment.HISTORY_TABLE,
  };
  return finishLeavings({
    due: dueLeavings(client, tables.leaving),
    exports: exportStore(client, tables, commit),
    deletions: deletionStore(client, tables, commit),
    findAccount: findAccount(client, tables.accounts),
    clock: systemClock,
    closedFor: environment.DELETION_CLOSED_SECONDS * 1000,
  });
};
