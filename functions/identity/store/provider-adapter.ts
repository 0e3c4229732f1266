import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { type Clock, epochSeconds } from '../../shared/clock.ts';
import { ConditionFailed, transact } from '../../shared/store/commit.ts';
import { closedSession } from './closed-session.ts';
import { deleteGrantItems } from './grant-items.ts';
import type { FindRecord, ProviderVisit } from './provider-records.ts';

/** Two tabs that refresh at once, or an answer that was lost, must not end a session: for this time a refresh token may come again. */
const GRACE_SECONDS = 10;

/** What whoever holds it may use: kept as a digest, so that who reads the table holds nothing. */
const bearers = new Set(['AuthorizationCode', 'RefreshToken', 'AccessToken', 'ClientCredentials']);
const ofGrant = new Set(['AuthorizationCode', 'RefreshToken', 'AccessToken']);
const ofAccount = new Set(['Session', 'Grant']);

export interface ProviderAdapterDependencies {
  client: DynamoDBDocumentClient;
  table: string;
  clock: Clock;
  findClient: (clientId: string) => Promise<AdapterPayload | undefined>;
  visit: () => ProviderVisit | undefined;
  findRecord: FindRecord;
}

const digest = (id: string): string => createHash('sha256').update(id).digest('base64url');
const isFailedCondition = (error: unknown): boolean => error instanceof ConditionalCheckFailedException || error instanceof ConditionFailed;

/** What the provider keeps, in one table. Every reading is consistent: a token that was just given must be known to whoever asks next. */
export const providerAdapter =
  ({ client, table, clock, findClient, visit, findRecord }: ProviderAdapterDependencies) =>
  (model: string): Adapter => {
    const keyOf = (id: string) => ({ pk: `${model}#${bearers.has(model) ? digest(id) : id}` });
    const pointerOf = (uid: string) => ({ pk: `uid#${uid}` });
    const now = () => epochSeconds(clock());

    const get = async (Key: { pk: string }) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && Item['closedAt'] === undefined && !(Number(Item['expiresAt']) <= now()) ? Item : undefined;
    };

    /** What each request has found: what it then uses up is known, since nothing of it but `usedAt` ever changes, and that is a condition of the write. */
    const found = new WeakMap<ProviderVisit, Record<string, unknown>>();
    const foundAt = async ({ pk }: { pk: string }) => {
      const here = visit();
      const known = here && found.get(here);
      return known?.['pk'] === pk ? known : get({ pk });
    };

    const find = async (id: string): Promise<AdapterPayload | undefined> => {
      if (model === 'Client') return findClient(id);
      const item = await get(keyOf(id));
      if (!item) return undefined;
      const here = visit();
      if (here) found.set(here, item);
      const usedAt = item['usedAt'] as number | undefined;
      const tolerated = model === 'RefreshToken' && usedAt !== undefined && usedAt > now() - GRACE_SECONDS;
      return { ...(item['payload'] as AdapterPayload), jti: id, ...(usedAt !== undefined && !tolerated && { consumed: usedAt }) };
    };

    const itemOf = (id: string, payload: AdapterPayload, expiresIn: number | undefined) => {
      const { jti: _id, ...kept } = payload;
      return {
        ...keyOf(id),
        payload: kept,
        ...(expiresIn && { expiresAt: now() + expiresIn }),
        ...(ofGrant.has(model) && payload.grantId && { grantId: payload.grantId }),
        ...(ofAccount.has(model) && payload.accountId && { accountId: payload.accountId }),
        ...(model === 'Session' && { agent: visit()?.agent, seenAt: now() }),
      };
    };

    /** An assertion that comes twice at the same instant finds no trace of itself: only one of the two can leave one. */
    const putOnce = async (Item: Record<string, unknown>): Promise<void> => {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item,
            ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
            ExpressionAttributeValues: { ':now': now() },
          }),
        );
      } catch (error) {
        throw isFailedCondition(error) ? new errors.InvalidClientAuth('client assertion tokens must only be used once') : error;
      }
    };

    /** A session that has ended while another request was at it, by a sign-out or under its former name, stays ended. */
    const putSession = async (Item: { expiresAt?: number | undefined }, id: string, uid: string | undefined): Promise<void> => {
      try {
        await client.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(closedAt)' }));
      } catch (error) {
        if (isFailedCondition(error)) return;
        throw error;
      }
      if (uid) await client.send(new PutCommand({ TableName: table, Item: { ...pointerOf(uid), id, expiresAt: Item.expiresAt } }));
    };

    /** Gives what there was. */
    const remove = async (Key: { pk: string }) => {
      const record = findRecord(model);
      const item = record && (await get(Key));
      const trace = { TableName: table, Item: closedSession(Key.pk, now()) };
      const deletion = { TableName: table, Key };
      if (item) {
        const end = model === 'Session' ? { Put: trace } : { Delete: deletion };
        await transact(client, [end, ...(await record(item['payload'] as AdapterPayload))]);
        return item;
      }
      const last = { ReturnValues: 'ALL_OLD' } as const;
      const ended =
        model === 'Session'
          ? await client.send(new PutCommand({ ...trace, ...last }))
          : await client.send(new DeleteCommand({ ...deletion, ...last }));
      return ended.Attributes;
    };

    return {
      find,
      async upsert(id, payload, expiresIn) {
        const Item = itemOf(id, payload, expiresIn);
        if (model === 'ReplayDetection') return putOnce(Item);
        if (model === 'Session') return putSession(Item, id, payload.uid);
        await client.send(new PutCommand({ TableName: table, Item }));
      },
      async findByUid(uid) {
        const pointer = await get(pointerOf(uid));
        return pointer && find(String(pointer['id']));
      },
      findByUserCode: async () => undefined,
      async consume(id) {
        const once = model === 'RefreshToken' ? '' : ' AND attribute_not_exists(usedAt)';
        try {
          const update = {
            TableName: table,
            Key: keyOf(id),
            UpdateExpression: 'SET usedAt = if_not_exists(usedAt, :now)',
            ConditionExpression: `attribute_exists(pk)${once}`,
            ExpressionAttributeValues: { ':now': now() },
          };
          const record = findRecord(model);
          const item = record && (await foundAt(update.Key));
          if (item) await transact(client, [{ Update: update }, ...(await record(item['payload'] as AdapterPayload))]);
          else await client.send(new UpdateCommand(update));
        } catch (error) {
          throw isFailedCondition(error) ? new errors.InvalidGrant('grant request is invalid') : error;
        }
      },
      async destroy(id) {
        const removed = await remove(keyOf(id));
        const uid = (removed?.['payload'] as AdapterPayload | undefined)?.uid;
        if (model !== 'Session' || !uid) return;
        const ownPointer = { ConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': id } };
        await client.send(new DeleteCommand({ TableName: table, Key: pointerOf(uid), ...ownPointer })).catch((error: unknown) => {
          if (!isFailedCondition(error)) throw error;
        });
      },
      revokeByGrantId: (grantId) => deleteGrantItems(client, table, { grantId, prefix: `${model}#` }),
    };
  };
