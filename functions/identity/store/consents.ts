import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { AccountId } from '../../../schemas/account.ts';
import { ClientId, PartnerScope } from '../../../schemas/client.ts';
import type { Trail } from '../../shared/context.ts';
import { batchGet } from '../../shared/store/batch-get.ts';
import { type Commit, held, type Write } from '../../shared/store/commit.ts';
import type { AgreedScopes } from '../provider/grants.ts';

const consentKey = (accountId: string, clientId: string) => ({ pk: accountId, sk: clientId });

const StoredConsent = z.object({ sk: ClientId, scopes: z.array(PartnerScope), since: z.iso.datetime() });
export type StoredConsent = z.output<typeof StoredConsent>;

/** What a person has agreed to let a partner know. */
export const agreementReader =
  (client: DynamoDBDocumentClient, table: string): AgreedScopes =>
  async (accountId, clientId) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: consentKey(accountId, clientId), ConsistentRead: true }));
    return Item ? StoredConsent.parse(Item).scopes : [];
  };

export const consentPut = (table: string, accountId: AccountId, { sk, ...consent }: StoredConsent): Write => ({
  Put: { TableName: table, Item: { ...consentKey(accountId, sk), ...consent } },
});

export interface ConsentStore {
  of(accountId: AccountId): Promise<StoredConsent[]>;
  /** False when there was none. What the partner was given by it ends in the same moment. */
  withdraw(withdrawn: { accountId: AccountId; clientId: ClientId; told: Write; trail: Trail }): Promise<boolean>;
}

/** A person has one grant for each browser in which they came to a partner. */
const MOST_GRANTS = 80;

export const consentStore = (client: DynamoDBDocumentClient, tables: { consents: string; oidc: string }, commit: Commit): ConsentStore => {
  const grantsFor = async (accountId: AccountId, clientId: ClientId): Promise<Write[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tables.oidc,
        IndexName: 'byAccount',
        KeyConditionExpression: 'accountId = :account AND begins_with(pk, :grants)',
        ExpressionAttributeValues: { ':account': accountId, ':grants': 'Grant#' },
        Limit: MOST_GRANTS,
      }),
    );
    const keys = Items.map(({ pk }) => ({ pk: String(pk) }));
    const items = await batchGet(client, { table: tables.oidc, keys, attributes: ['pk', 'payload'], consistent: true });
    return items
      .filter(({ payload }) => (payload as { clientId?: string }).clientId === clientId)
      .map(({ pk }) => ({ Delete: { TableName: tables.oidc, Key: { pk } } }));
  };
  return {
    async of(accountId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tables.consents,
          KeyConditionExpression: 'pk = :account',
          ExpressionAttributeValues: { ':account': accountId },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => StoredConsent.parse(item));
    },
    async withdraw({ accountId, clientId, told, trail }) {
      const gone: Write = {
        Delete: { TableName: tables.consents, Key: consentKey(accountId, clientId), ConditionExpression: 'attribute_exists(pk)' },
      };
      return held(commit({ writes: [gone, told, ...(await grantsFor(accountId, clientId))], trail, about: { clientId } }));
    },
  };
};
