import { S3Client } from '@aws-sdk/client-s3';
import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { onDocumentCopyAsked } from '../on-document-copy-asked.ts';
import { onDocumentDepositAsked } from '../on-document-deposit-asked.ts';
import { documentStore, tablesOf } from '../store/document-table.ts';
import { fileBucket } from '../store/file-bucket.ts';
import { membersOf } from '../store/members.ts';

export const wireExchanges = () => {
  const environment = readEnvironment('documents-exchanges');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const documents = documentStore(client, tablesOf(environment), commit);
  const files = fileBucket(new S3Client({}), environment.DOCUMENTS_BUCKET);
  return eventConsumer(consumers['documents-exchanges'], {
    'document.deposit-asked': onDocumentDepositAsked({
      documents,
      files,
      membersOf: membersOf(client, environment.MEMBERSHIPS_TABLE),
      accounts: accountReader(client, environment.ACCOUNTS_TABLE),
      commit,
      clock,
    }),
    'document.copy-asked': onDocumentCopyAsked({ documents, files, commit }),
  });
};
