import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { history } from '../../../schemas/routes/history.ts';
import { systemClock } from '../../shared/clock.ts';
import type { UseCases } from '../../shared/router.ts';
import { listHistory } from '../list-history.ts';
import { historyStore } from '../store/history.ts';

/** The use cases of `schemas/routes/history.ts`. */
export const historyUseCases = (client: DynamoDBDocumentClient, table: string): UseCases<typeof history> => ({
  listHistory: listHistory({ store: historyStore(client, table, systemClock) }),
});
