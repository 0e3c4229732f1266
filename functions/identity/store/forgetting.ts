import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { AccountId } from '../../../schemas/account.ts';
import type { AddressHash } from '../../../schemas/mail-state.ts';
import { hashAddress } from '../../shared/address.ts';
import { deleteGrantItems, deleteItems } from './grant-items.ts';

/** Takes out of the tables of sign-in what they hold of somebody who is gone; each may be called again. */
export interface Forgetting {
  /** Sessions, grants, and whatever was given by them. */
  sessions(accountId: AccountId): Promise<void>;
  /** Links that are under way, of the account or to an address that the person has or had, and what waits there. */
  linksInMails(accountId: AccountId, addresses: AddressHash[]): Promise<void>;
  /** Password, factors, and who the person is at FranceConnect and ProConnect. */
  waysIn(accountId: AccountId): Promise<void>;
  consents(accountId: AccountId): Promise<void>;
  /** That they worked here, since their role ended before they could leave; and that somebody invited their address to. */
  staff(accountId: AccountId, addresses: AddressHash[]): Promise<void>;
}

export interface ForgettingTables {
  oidc: string;
  links: string;
  pendings: string;
  credentials: string;
  factors: string;
  identities: string;
  consents: string;
  staff: string;
}

const GRANT = 'Grant#';
const SESSION = 'Session#';
const givenBy = ['AuthorizationCode#', 'RefreshToken#', 'AccessToken#'];

const StoredLink = z.object({ email: z.optional(z.string()), address: z.optional(z.string()) });
const StoredInvited = z.object({ invitationId: z.string() });
const StoredSession = z.object({ payload: z.object({ uid: z.string() }) });
const StoredIdentity = z.object({ pk: z.string(), sk: z.string(), subject: z.optional(z.string()) });

export const forgetting = (client: DynamoDBDocumentClient, tables: ForgettingTables): Forgetting => {
  const remove = async (TableName: string, Key: Record<string, unknown>): Promise<void> => {
    await client.send(new DeleteCommand({ TableName, Key }));
  };
  async function* itemsOf(TableName: string, pk: string) {
    const query = { TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk }, ConsistentRead: true };
    for await (const { Items = [] } of paginateQuery({ client }, query)) yield* Items;
  }
  const keysBy = async (TableName: string, [attribute, value]: ['accountId' | 'address', string]): Promise<string[]> => {
    const query = {
      TableName,
      IndexName: attribute === 'address' ? 'byAddress' : 'byAccount',
      KeyConditionExpression: '#of = :value',
      ExpressionAttributeNames: { '#of': attribute },
      ExpressionAttributeValues: { ':value': value },
    };
    const keys: string[] = [];
    for await (const { Items = [] } of paginateQuery({ client }, query)) keys.push(...Items.map(({ pk }) => String(pk)));
    return keys;
  };
  const get = async (TableName: string, pk: string) =>
    (await client.send(new GetCommand({ TableName, Key: { pk }, ConsistentRead: true }))).Item;
  const removeSession = async (pk: string): Promise<void> => {
    const item = await get(tables.oidc, pk);
    if (item?.['payload']) await remove(tables.oidc, { pk: `uid#${StoredSession.parse(item).payload.uid}` });
    await remove(tables.oidc, { pk });
  };
  const removeGrant = async (pk: string): Promise<void> => {
    for (const prefix of givenBy) await deleteGrantItems(client, tables.oidc, { grantId: pk.slice(GRANT.length), prefix });
    await remove(tables.oidc, { pk });
  };
  return {
    async sessions(accountId) {
      const keys = await keysBy(tables.oidc, ['accountId', accountId]);
      for (const pk of keys.filter((key) => key.startsWith(SESSION))) await removeSession(pk);
      for (const pk of keys.filter((key) => key.startsWith(GRANT))) await removeGrant(pk);
    },
    async linksInMails(accountId, addresses) {
      const keys = await keysBy(tables.links, ['accountId', accountId]);
      const known = new Set<string>(addresses);
      for (const pk of keys) {
        const { email, address } = StoredLink.parse((await get(tables.links, pk)) ?? {});
        if (email) known.add(hashAddress(email));
        if (address) known.add(address);
      }
      for (const address of known) {
        await deleteItems(client, tables.pendings, [{ pk: `sign-up#${address}` }, { pk: `former#${address}` }]);
        keys.push(...(await keysBy(tables.links, ['address', address])));
      }
      await deleteItems(
        client,
        tables.links,
        [...new Set(keys)].map((pk) => ({ pk })),
      );
    },
    async waysIn(accountId) {
      for await (const { pk, sk } of itemsOf(tables.credentials, accountId)) await remove(tables.credentials, { pk, sk });
      await remove(tables.factors, { pk: accountId });
      for await (const item of itemsOf(tables.identities, accountId)) {
        const { pk, sk, subject } = StoredIdentity.parse(item);
        if (subject) await remove(tables.identities, { pk: `${sk}#${subject}`, sk: 'account' });
        await remove(tables.identities, { pk, sk });
      }
    },
    async staff(accountId, addresses) {
      await remove(tables.staff, { pk: 'members', sk: accountId });
      for (const address of addresses) {
        const Key = { pk: `invited#${address}`, sk: 'invitation' };
        const { Item } = await client.send(new GetCommand({ TableName: tables.staff, Key, ConsistentRead: true }));
        if (Item) await remove(tables.staff, { pk: 'invitations', sk: StoredInvited.parse(Item).invitationId });
        await remove(tables.staff, Key);
      }
    },
    async consents(accountId) {
      for await (const { pk, sk } of itemsOf(tables.consents, accountId)) await remove(tables.consents, { pk, sk });
    },
  };
};
