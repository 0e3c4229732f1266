import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { listActions } from '../list-actions.ts';
import { feedOf } from '../store/feed.ts';
import type { MemberReader } from '../store/members.ts';

/** The use case of who reads what the members did. */
export const feedUseCases = (client: DynamoDBDocumentClient, table: string, members: MemberReader) => ({
  listActions: listActions({ feed: feedOf(client, table), members }),
});
