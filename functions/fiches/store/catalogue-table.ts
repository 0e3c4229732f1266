import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { FicheRef } from '../../../schemas/fiche.ts';
import type { Page } from '../../../schemas/page.ts';
import { queryPage } from '../../shared/store/query-page.ts';
import { ficheItemKey, ficheOf, themeKey } from './fiche-item.ts';
import type { FicheCatalogue, ListPage, StoredFiche } from './fiche-store.ts';

type Keys = Record<string, unknown>[];

const BATCH_GET = 100;
const BATCH_ATTEMPTS = 5;

export const ficheCatalogue = (client: DynamoDBDocumentClient, table: string): FicheCatalogue => {
  const findMany = async (refs: FicheRef[]): Promise<StoredFiche[]> => {
    if (refs.length > BATCH_GET) throw new Error(`at most ${BATCH_GET} fiches at once`);
    const found: StoredFiche[] = [];
    let keys: Keys = [...new Map(refs.map((ref) => [ficheItemKey(ref).pk, ficheItemKey(ref)])).values()];
    for (let attempt = 1; keys.length > 0; attempt++) {
      if (attempt > BATCH_ATTEMPTS) throw new Error('the table gave back only a part of the fiches');
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }),
      );
      found.push(...(Responses?.[table] ?? []).map(ficheOf));
      keys = UnprocessedKeys?.[table]?.Keys ?? [];
    }
    return found;
  };

  const query = async (input: Omit<QueryCommandInput, 'TableName'>) => client.send(new QueryCommand({ TableName: table, ...input }));

  const list = async (
    index: string,
    partition: [name: string, value: string],
    { kind, limit, cursor }: ListPage,
  ): Promise<Page<StoredFiche>> => {
    const [name, value] = partition;
    const { items, next } = await queryPage(
      client,
      {
        TableName: table,
        IndexName: index,
        KeyConditionExpression: '#partition = :partition AND begins_with(titleSk, :kind)',
        ExpressionAttributeNames: { '#partition': name },
        ExpressionAttributeValues: { ':partition': value, ':kind': `${kind}#` },
      },
      { limit, cursor, shape: { partition: { [name]: value }, begins: { titleSk: `${kind}#`, pk: '', sk: '' } } },
    );
    return { items: items.map(ficheOf), next };
  };

  return {
    find: async (ref) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: ficheItemKey(ref), ConsistentRead: true }));
      return Item && ficheOf(Item);
    },
    findMany,
    async *listLive(audience) {
      let start: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await query({
          IndexName: 'byAudience',
          KeyConditionExpression: 'audiencePk = :audience',
          ExpressionAttributeValues: { ':audience': audience },
          ExclusiveStartKey: start,
        });
        yield* Items.map(ficheOf);
        start = LastEvaluatedKey;
      } while (start);
    },
    listByTheme: (audience, themeId, page) => list('byTheme', ['themePk', themeKey(audience, themeId)], page),
    listByAudience: (audience, page) => list('byAudience', ['audiencePk', audience], page),
  };
};
