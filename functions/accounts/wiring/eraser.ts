import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { letterPost } from '../../shared/store/letter-post.ts';
import { onPartErased } from '../leaving/on-part-erased.ts';
import { findAccount } from '../store/kept-account.ts';
import { deletionStore } from '../store/leaving/deletions.ts';

export const wireEraser = () => {
  const environment = readEnvironment('accounts-eraser');
  const client = dynamo();
  const tables = {
    accounts: environment.ACCOUNTS_TABLE,
    memberships: environment.MEMBERSHIPS_TABLE,
    leaving: environment.LEAVING_TABLE,
    history: environment.HISTORY_TABLE,
  };
  return eventConsumer(consumers['accounts-eraser'], {
    'account.part-erased': onPartErased({
      store: deletionStore(client, tables, commitTo(client, environment)),
      findAccount: findAccount(client, tables.accounts),
      post: letterPost(client, environment),
      clock: systemClock,
    }),
  });
};
