import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { askForDeletion } from '../../functions/accounts/leaving/ask-for-deletion.ts';
import { callDeletionBack } from '../../functions/accounts/leaving/call-deletion-back.ts';
import { finishLeavings } from '../../functions/accounts/leaving/finish-leavings.ts';
import { onPartErased } from '../../functions/accounts/leaving/on-part-erased.ts';
import { accountStore } from '../../functions/accounts/store/accounts.ts';
import { findAccount } from '../../functions/accounts/store/kept-account.ts';
import { type DeletionStore, deletionStore } from '../../functions/accounts/store/leaving/deletions.ts';
import { dueLeavings } from '../../functions/accounts/store/leaving/due-leavings.ts';
import { exportStore } from '../../functions/accounts/store/leaving/exports.ts';
import type { Account, Role } from '../../schemas/account.ts';
import { Envelope } from '../../schemas/events/event.ts';
import { type ErasureId, type HolderName, holders } from '../../schemas/leaving.ts';
import { anAccount } from './accounts.ts';
import { contextOf } from './context.ts';
import type { DynamoForTests } from './dynamo-engine.ts';
import { postInMemory } from './letters.ts';

export const MINUTE = 60_000;
export const PAUSE = 7 * 24 * 60 * MINUTE;
export const everyHolder = Object.keys(holders) as [HolderName, ...HolderName[]];

/** Somebody with an account who may leave, on a real engine, with a clock that the test moves. */
export const leavingScene = ({ client, tables, commit }: DynamoForTests, role: Role = 'citizen') => {
  let now = new Date('2026-03-01T08:00:00.000Z');
  const clock = () => now;
  const account: Account = anAccount({ role });
  const accounts = accountStore(client, tables, commit);
  const deletions = deletionStore(client, tables, commit);
  const copies = exportStore(client, tables, commit);
  const find = findAccount(client, tables.accounts);
  const letters = postInMemory();
  return {
    account,
    accounts,
    deletions,
    copies,
    letters,
    clock,
    trail: contextOf(account.id).trail,
    pass(milliseconds: number) {
      now = new Date(now.getTime() + milliseconds);
    },
    open: () => accounts.open(account, contextOf(account.id).trail),
    found: () => find(account.id),
    ask: () =>
      askForDeletion({ deletions, findAccount: find, clock, newId: randomUUID, pause: PAUSE })(
        { body: { understood: true } },
        contextOf(account.id),
      ),
    callBack: () => callDeletionBack({ deletions, clock })({}, contextOf(account.id)),
    reconcile: (over: Partial<DeletionStore> = {}) =>
      finishLeavings({
        due: dueLeavings(client, tables.leaving),
        exports: copies,
        deletions: { ...deletions, ...over },
        findAccount: find,
        clock,
        closedFor: 10 * MINUTE,
      })(),
    erasureId: async (): Promise<ErasureId> => {
      const deletion = await deletions.find(account.id);
      if (!deletion) throw new Error('nobody leaves');
      return deletion.erasureId;
    },
    erased: (holder: HolderName, erasureId: ErasureId, over: Partial<DeletionStore> = {}) =>
      onPartErased({ store: { ...deletions, ...over }, findAccount: find, post: letters.post, clock })({
        accountId: account.id,
        erasureId,
        holder,
      }),
    /** The types of the events about this person, sorted. */
    async events(): Promise<string[]> {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: tables.outbox }));
      return Items.map(({ envelope }) => Envelope.parse(envelope))
        .filter(({ detail }) => (detail as { accountId?: string }).accountId === account.id)
        .map(({ type }) => type)
        .sort();
    },
  };
};
