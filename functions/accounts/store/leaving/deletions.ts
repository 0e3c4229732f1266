import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '../../../../schemas/account.ts';
import { accountDeletionAsked, accountDeletionCalledBack, accountErased } from '../../../../schemas/events/leaving.ts';
import type { ErasureId, HolderName, Leaver, WaitingDeletion } from '../../../../schemas/leaving.ts';
import { hashAddress } from '../../../shared/address.ts';
import { epochSeconds } from '../../../shared/clock.ts';
import type { Trail } from '../../../shared/context.ts';
import { addressKey } from '../../../shared/store/account-birth.ts';
import { type Commit, held, newEvent } from '../../../shared/store/commit.ts';
import { historyWrite } from '../../../shared/store/history.ts';
import { after, ERASURE_PATIENCE } from '../../rules/leaving.ts';
import type { KeptAccount } from '../kept-account.ts';
import { deletionKey, due, recordKey, StoredDeletion } from './leaving-items.ts';
import { accountSays, moveOn } from './leaving-writes.ts';

/** As long as somebody may dispute that their account was erased, or that it was not. */
const RECORD_SECONDS = 3 * 365 * 24 * 60 * 60;

/** Deletions from the asking to the end; each step holds only where the one before has been made. */
export interface DeletionStore {
  find(accountId: AccountId): Promise<StoredDeletion | undefined>;
  /** False when there is one already, or no account that could be left. */
  ask(account: KeptAccount, asked: WaitingDeletion & { erasureId: ErasureId }, trail: Trail): Promise<boolean>;
  /** False when it cannot be called back any more. */
  callBack(deletion: StoredDeletion, at: Date, trail: Trail): Promise<boolean>;
  /** Nobody signs in from now on; nothing is erased before the access tokens that were given have ended. */
  close(deletion: StoredDeletion, eraseAt: Date): Promise<boolean>;
  /** Tells every holder, also of what was told before. */
  erase(deletion: StoredDeletion, addresses: Leaver['addresses'], at: Date): Promise<boolean>;
  /** The deletion with this part done; undefined when it has ended. */
  markPart(accountId: AccountId, erasureId: ErasureId, holder: HolderName): Promise<StoredDeletion | undefined>;
  /** The last step: the account, its address and the deletion itself go, and a record stays that leads to nobody. */
  end(deletion: StoredDeletion, account: KeptAccount | undefined, at: Date): Promise<void>;
}

export interface DeletionTables {
  leaving: string;
  accounts: string;
  memberships: string;
  history: string;
}

export const deletionStore = (client: DynamoDBDocumentClient, tables: DeletionTables, commit: Commit): DeletionStore => ({
  async find(accountId) {
    const { Item } = await client.send(new GetCommand({ TableName: tables.leaving, Key: deletionKey(accountId), ConsistentRead: true }));
    return Item && StoredDeletion.parse(Item);
  },
  ask({ id: accountId, personalSpaceId }, { erasureId, askedAt, dueAt }, trail) {
    return held(
      commit({
        writes: [
          {
            Put: {
              TableName: tables.leaving,
              Item: {
                ...deletionKey(accountId),
                erasureId,
                personalSpaceId,
                state: 'waiting',
                askedAt,
                dueAt,
                ...due('deletion', new Date(dueAt), accountId),
              },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
          accountSays(tables.accounts, accountId, { askedAt, dueAt }),
          historyWrite(tables.history, { accountId, at: new Date(askedAt), kind: 'deletion-asked', by: { type: 'self' } }),
        ],
        events: [newEvent(accountDeletionAsked, { erasureId, accountId, dueAt })],
        trail,
        about: { accountId, erasureId },
      }),
    );
  },
  callBack({ pk: accountId, erasureId }, at, trail) {
    return held(
      commit({
        writes: [
          {
            Delete: {
              TableName: tables.leaving,
              Key: deletionKey(accountId),
              ConditionExpression: '#state = :waiting AND erasureId = :erasure',
              ExpressionAttributeNames: { '#state': 'state' },
              ExpressionAttributeValues: { ':waiting': 'waiting', ':erasure': erasureId },
            },
          },
          accountSays(tables.accounts, accountId, undefined),
          historyWrite(tables.history, { accountId, at, kind: 'deletion-called-back', by: { type: 'self' } }),
        ],
        events: [newEvent(accountDeletionCalledBack, { erasureId, accountId })],
        trail,
        about: { accountId, erasureId },
      }),
    );
  },
  close({ pk: accountId }, eraseAt) {
    return held(
      commit({
        writes: [
          moveOn(tables.leaving, accountId, { from: ['waiting'], to: 'closed', lookAt: eraseAt }),
          {
            Update: {
              TableName: tables.accounts,
              Key: { pk: accountId },
              UpdateExpression: 'SET #status = :closed',
              ConditionExpression: 'attribute_exists(pk)',
              ExpressionAttributeNames: { '#status': 'status' },
              ExpressionAttributeValues: { ':closed': 'closed' },
            },
          },
        ],
      }),
    );
  },
  erase({ pk: accountId, personalSpaceId, erasureId }, addresses, at) {
    return held(
      commit({
        writes: [moveOn(tables.leaving, accountId, { from: ['closed', 'erasing'], to: 'erasing', lookAt: after(at, ERASURE_PATIENCE) })],
        events: [newEvent(accountErased, { accountId, personalSpaceId, erasureId, addresses })],
      }),
    );
  },
  async markPart(accountId, erasureId, holder) {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: tables.leaving,
          Key: deletionKey(accountId),
          UpdateExpression: 'ADD parts :holder',
          ConditionExpression: 'erasureId = :erasure AND #state = :erasing',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':holder': new Set([holder]), ':erasure': erasureId, ':erasing': 'erasing' },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return StoredDeletion.parse(Attributes);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  },
  async end({ pk: accountId, personalSpaceId, erasureId, askedAt }, account, at) {
    await commit({
      writes: [
        { Delete: { TableName: tables.leaving, Key: deletionKey(accountId) } },
        { Delete: { TableName: tables.accounts, Key: { pk: accountId } } },
        ...(account ? [{ Delete: { TableName: tables.accounts, Key: addressKey(hashAddress(account.email)) } }] : []),
        { Delete: { TableName: tables.memberships, Key: { pk: personalSpaceId, sk: accountId } } },
        {
          Put: {
            TableName: tables.leaving,
            Item: { ...recordKey(erasureId), askedAt, erasedAt: at.toISOString(), expiresAt: epochSeconds(at) + RECORD_SECONDS },
          },
        },
      ],
    });
  },
});
