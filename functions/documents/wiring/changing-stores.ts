import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { documentStore, tablesOf } from '../store/document-table.ts';
import { linkStore } from '../store/links.ts';

/** What every part of the API that changes something writes through. */
export const changingStores = (client: DynamoDBDocumentClient, environment: Environment<'documents-api'>) => {
  const tables = tablesOf(environment);
  const commit = commitTo(client, environment);
  return { tables, commit, documents: documentStore(client, tables, commit), links: linkStore(client, tables, commit) };
};
