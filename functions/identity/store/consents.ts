import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { PartnerScope } from '../../../schemas/client.ts';
import type { AgreedScopes } from '../provider/grants.ts';

export const consentKey = (accountId: string, clientId: string) => ({ pk: accountId, sk: clientId });

export const StoredConsent = z.object({ sk: z.string(), scopes: z.array(PartnerScope), since: z.iso.datetime() });
export type StoredConsent = z.output<typeof StoredConsent>;

/** What a person has agreed to let a partner know. */
export const agreementReader =
  (client: DynamoDBDocumentClient, table: string): AgreedScopes =>
  async (accountId, clientId) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: consentKey(accountId, clientId), ConsistentRead: true }));
    return Item ? StoredConsent.parse(Item).scopes : [];
  };
