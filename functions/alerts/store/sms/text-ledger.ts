import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '../../../../schemas/account.ts';
import { smsEnded } from '../../../../schemas/events/alerts.ts';
import { batchGet } from '../../../shared/store/batch-get.ts';
import { type Commit, held, newEvent, transact, type Write } from '../../../shared/store/commit.ts';
import type { StopReason, StoredPhone } from '../../rules/sms/phone-view.ts';
import { remember, writesToCount } from '../chunk-state.ts';
import type { Reservation } from '../chunks.ts';
import * as items from './phone-items.ts';

/** What stands against an SMS to somebody. */
export interface Usage {
  phone: StoredPhone | undefined;
  /** SMS sent to the account this month. */
  sent: number;
}

/** An SMS that was taken over. */
export interface Texted {
  /** Where the person is in the chunk. */
  position: number;
  accountId: AccountId;
  /** SMS that it is billed as. */
  parts: number;
  /** In millionths of a dollar. */
  price: number;
}

/** Whom SMS went to, and what they cost. */
export interface TextLedger {
  /** At most fifty people, as they are at this instant: nothing goes to a number that was removed a second ago. */
  usageOf(accountIds: AccountId[], at: Date): Promise<Map<AccountId, Usage>>;
  /** Spent by the service in the month of `at`, in millionths of a dollar. */
  spent(at: Date): Promise<number>;
  /** Writes whom SMS went to, and counts them against each account and the service, together; the chunk stays in this worker's hands. */
  record(reservation: Reservation, texted: Texted[], at: Date): Promise<void>;
  /** No SMS goes to this number of the account any more, until it is verified anew. */
  stop(accountId: AccountId, phone: StoredPhone, because: StopReason, at: Date): Promise<void>;
}

/** An SMS that has gone must be written down: it has cost money, and would cost it again. */
const RECORD_ATTEMPTS = 20;

export interface TextTables {
  phones: string;
  publications: string;
}

export const textLedger = (client: DynamoDBDocumentClient, { phones, publications }: TextTables, commit: Commit): TextLedger => ({
  async usageOf(accountIds, at) {
    const keys = accountIds.flatMap((accountId) => [items.phoneKey(accountId), items.monthKey(accountId, at)]);
    const attributes = ['pk', 'sk', 'number', 'verifiedAt', 'stopped', 'sent'];
    const found = await batchGet(client, { table: phones, keys, attributes, consistent: true });
    const named = new Map(found.map((item) => [`${item['pk']} ${item['sk']}`, item]));
    const itemOf = ({ pk, sk }: { pk: string; sk: string }) => named.get(`${pk} ${sk}`);
    return new Map(
      accountIds.map((accountId) => {
        const phone = itemOf(items.phoneKey(accountId));
        const month = itemOf(items.monthKey(accountId, at));
        return [accountId, { phone: phone && items.StoredPhone.parse(phone), sent: month ? items.StoredMonth.parse(month).sent : 0 }];
      }),
    );
  },
  async spent(at) {
    const { Item } = await client.send(new GetCommand({ TableName: phones, Key: items.serviceMonthKey(at), ConsistentRead: true }));
    return Item ? items.StoredServiceMonth.parse(Item).spent : 0;
  },
  async record(reservation, texted, at) {
    const price = texted.reduce((total, text) => total + text.price, 0);
    const outcomes = { accepted: texted.map(({ position }) => position), failed: [], left: [] };
    const writes: Write[] = [
      ...writesToCount(publications, reservation, outcomes, { at, givesBack: false }),
      ...texted.map(({ accountId, parts }) => items.countSent(phones, accountId, parts, at)),
      items.countSpent(phones, price, at),
    ];
    await transact(client, writes, writes.length, RECORD_ATTEMPTS);
    remember(reservation, outcomes, true);
  },
  async stop(accountId, { number }, because, at) {
    const stopped: Write = {
      Update: {
        TableName: phones,
        Key: items.phoneKey(accountId),
        UpdateExpression: 'SET stopped = :stopped',
        ConditionExpression: '#number = :number AND attribute_not_exists(stopped)',
        ExpressionAttributeNames: { '#number': 'number' },
        ExpressionAttributeValues: { ':stopped': { because, at: at.toISOString() }, ':number': number },
      },
    };
    await held(commit({ writes: [stopped], events: [newEvent(smsEnded, { accountId })] }));
  },
});
