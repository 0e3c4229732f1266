import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Page } from '../../../schemas/page.ts';
import { type CursorShape, readCursor, writeCursor } from '../cursor.ts';

export interface AskedPage {
  limit: number;
  cursor?: string | undefined;
  /** Of the keys of this list. */
  shape: CursorShape;
}

const keyOf = (item: Record<string, unknown>, { partition, begins }: CursorShape): Record<string, unknown> =>
  Object.fromEntries(Object.keys({ ...partition, ...begins }).map((name) => [name, item[name]]));

/**
 * One page of a list. Asks for one item more than it gives: the engine says where it stopped, not whether anything follows, and a last page
 * that promises another would send its reader to an empty one.
 */
export const queryPage = async (
  client: DynamoDBDocumentClient,
  query: Omit<QueryCommandInput, 'Limit' | 'ExclusiveStartKey'>,
  { limit, cursor, shape }: AskedPage,
): Promise<Page<Record<string, unknown>>> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({ ...query, Limit: limit + 1, ExclusiveStartKey: readCursor(cursor, shape) }),
  );
  const items = Items.slice(0, limit);
  const last = items.at(-1);
  return { items, next: writeCursor(Items.length > limit && last ? keyOf(last, shape) : LastEvaluatedKey) };
};
