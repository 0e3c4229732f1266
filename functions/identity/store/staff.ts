import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Account, AccountId } from '../../../schemas/account.ts';
import { accountReinstated, accountSuspended, staffPlaceChanged } from '../../../schemas/events/staff.ts';
import type { Page } from '../../../schemas/page.ts';
import type { StaffPlace } from '../../../schemas/staff.ts';
import type { Trail } from '../../shared/context.ts';
import { administratorJoins, administratorLeaves } from '../../shared/store/administrators.ts';
import { batchGet } from '../../shared/store/batch-get.ts';
import { type Commit, ConditionFailed, newEvent, type Write } from '../../shared/store/commit.ts';
import { type Happening, historyWrite } from '../../shared/store/history.ts';
import { queryPage } from '../../shared/store/query-page.ts';
import { isFound, keptPlace, placeInWords, ringChange, type StaffSearch } from '../rules/staff.ts';
import { accountFinder, type FindAccount } from './one-account.ts';

/** `outdated`: the account changed since it was read. Nothing was written unless it is `done`. */
export type StaffOutcome = 'done' | 'last-administrator' | 'outdated';

export interface StaffChange {
  /** As it was read. */
  account: Account;
  at: Date;
  trail: Trail;
}

export interface StaffStore {
  find: FindAccount;
  /** Those that are found among who works here, in an order of no meaning. */
  list(search: StaffSearch & { limit: number; cursor?: string | undefined }): Promise<Page<Account>>;
  changePlace(place: StaffPlace, change: StaffChange): Promise<StaffOutcome>;
  setStatus(status: 'active' | 'suspended', change: StaffChange): Promise<StaffOutcome>;
  /** Whether anybody can act as an administrator. */
  hasAdministrator(): Promise<boolean>;
}

export interface StaffTables {
  accounts: string;
  staff: string;
  history: string;
}

const MEMBERS = 'members';

const attributesOfAccounts = () => ['pk', ...Object.keys(Account.shape).filter((name) => name !== 'id')];

/** Belongs in the transaction in which somebody begins to work here. */
export const memberPut = (table: string, accountId: AccountId): Write => ({
  Put: { TableName: table, Item: { pk: MEMBERS, sk: accountId } },
});

const StoredMember = z.object({ sk: AccountId });
const StoredRing = z.object({ ids: z.set(z.string()) });

const asRead = ({ id, role, service, status }: Account) => ({
  Key: { pk: id },
  ConditionExpression: `#role = :role AND #status = :status AND ${service ? '#service = :service' : 'attribute_not_exists(#service)'}`,
  ExpressionAttributeNames: { '#role': 'role', '#status': 'status', '#service': 'service' },
  ExpressionAttributeValues: { ':role': role, ':status': status, ...(service && { ':service': service }) },
});

export const staffStore = (client: DynamoDBDocumentClient, tables: StaffTables, commit: Commit): StaffStore => {
  const ring = (before: Account, after: Account): Write[] => {
    const change = ringChange(before, after);
    if (!change) return [];
    return [(change === 'joins' ? administratorJoins : administratorLeaves)(tables.staff, before.id)];
  };
  const told = (what: Omit<Happening, 'accountId' | 'at' | 'by'>, { account, at }: StaffChange): Write =>
    historyWrite(tables.history, { ...what, accountId: account.id, at, by: { type: 'administrator', name: 'Un administrateur' } });
  const outcome = async (writes: Write[], rest: Omit<Parameters<Commit>[0], 'writes'>): Promise<StaffOutcome> => {
    try {
      await commit({ writes, ...rest });
      return 'done';
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      return error.failed.includes(0) ? 'outdated' : 'last-administrator';
    }
  };
  const members = (limit: number, cursor: string | undefined) =>
    queryPage(
      client,
      { TableName: tables.staff, KeyConditionExpression: 'pk = :members', ExpressionAttributeValues: { ':members': MEMBERS } },
      { limit, cursor, shape: { partition: { pk: MEMBERS }, begins: { sk: '' } } },
    );
  return {
    find: accountFinder(client, tables.accounts),
    async list({ limit, cursor, ...search }) {
      const found: Account[] = [];
      let next: string | null = cursor ?? null;
      do {
        const page = await members(limit - found.length, next ?? undefined);
        const keys = page.items.map((item) => ({ pk: StoredMember.parse(item).sk }));
        const items = await batchGet(client, { table: tables.accounts, keys, attributes: attributesOfAccounts(), consistent: true });
        found.push(...items.map((item) => Account.parse({ ...item, id: item['pk'] })).filter((account) => isFound(account, search)));
        next = page.next;
      } while (next !== null && found.length < limit);
      return { items: found, next };
    },
    changePlace(place, change) {
      const { account, at, trail } = change;
      const { role, service } = keptPlace(place);
      const read = asRead(account);
      const update: Write = {
        Update: {
          TableName: tables.accounts,
          ...read,
          UpdateExpression: `SET #role = :newRole${service ? ', #service = :newService' : ' REMOVE #service'}`,
          ExpressionAttributeValues: { ...read.ExpressionAttributeValues, ':newRole': role, ...(service && { ':newService': service }) },
        },
      };
      return outcome(
        [update, ...ring(account, { ...account, role }), told({ kind: 'role-changed', what: placeInWords({ role, service }) }, change)],
        {
          events: [newEvent(staffPlaceChanged, { accountId: account.id, at: at.toISOString() })],
          trail,
          about: { accountId: account.id, role, ...(service && { service }) },
        },
      );
    },
    setStatus(status, change) {
      const { account, at, trail } = change;
      const read = asRead(account);
      const update: Write = {
        Update: {
          TableName: tables.accounts,
          ...read,
          UpdateExpression: 'SET #status = :new',
          ExpressionAttributeValues: { ...read.ExpressionAttributeValues, ':new': status },
        },
      };
      const kind = status === 'suspended' ? 'account-suspended' : 'account-reinstated';
      const event = status === 'suspended' ? accountSuspended : accountReinstated;
      return outcome([update, ...ring(account, { ...account, status }), told({ kind }, change)], {
        events: [newEvent(event, { accountId: account.id, at: at.toISOString() })],
        trail,
        about: { accountId: account.id },
      });
    },
    async hasAdministrator() {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tables.staff,
          KeyConditionExpression: 'pk = :ring',
          ExpressionAttributeValues: { ':ring': 'administrators' },
          ConsistentRead: true,
        }),
      );
      return Items.some((item) => StoredRing.parse(item).ids.size > 0);
    },
  };
};
