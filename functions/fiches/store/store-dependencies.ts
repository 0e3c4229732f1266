import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Commit } from '../../shared/store/commit.ts';
import type { ObjectStore } from './object-store.ts';

/** What the stores of fiches, revisions and drafts stand on: one table, and the bucket of contents. */
export interface StoreDependencies {
  client: DynamoDBDocumentClient;
  table: string;
  objects: ObjectStore;
  commit: Commit;
}
