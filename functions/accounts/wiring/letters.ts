import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { letterPost } from '../../shared/store/letter-post.ts';
import { postLeavingLetters } from '../leaving/post-leaving-letters.ts';
import { findAccount } from '../store/kept-account.ts';

export const wireLetters = () => {
  const environment = readEnvironment('accounts-letters');
  const client = dynamo();
  const letters = postLeavingLetters({
    findAccount: findAccount(client, environment.ACCOUNTS_TABLE),
    post: letterPost(client, environment),
    siteAddress: environment.SITE_ADDRESS,
  });
  return eventConsumer(consumers['accounts-letters'], {
    'account.export-ready': letters.onExportReady,
    'account.deletion-asked': letters.onDeletionAsked,
    'account.deletion-called-back': letters.onDeletionCalledBack,
  });
};
