import * as z from 'zod/mini';
import type { AccountId } from '../../../../schemas/account.ts';
import { epochSeconds } from '../../../shared/clock.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { monthOf, nextMonth } from '../../rules/sms/allowance.ts';

export const phoneKey = (accountId: AccountId) => ({ pk: accountId, sk: 'phone' });
export const verificationKey = (accountId: AccountId) => ({ pk: accountId, sk: 'verification' });
export const monthKey = (accountId: AccountId, at: Date) => ({ pk: accountId, sk: `sms#${monthOf(at)}` });
export const serviceMonthKey = (at: Date) => ({ pk: 'service', sk: `sms#${monthOf(at)}` });
export const accountCodesKey = (accountId: AccountId) => ({ pk: accountId, sk: 'codes' });
export const numberCodesKey = (numberHash: string) => ({ pk: `number#${numberHash}`, sk: 'codes' });

export const StoredPhone = z.object({
  number: z.string(),
  verifiedAt: z.iso.datetime(),
  stopped: z.optional(z.object({ because: z.enum(['opted-out', 'refused']), at: z.iso.datetime() })),
});
export const StoredVerification = z.object({
  number: z.string(),
  codeHash: z.string(),
  triesLeft: z.int(),
  until: z.iso.datetime(),
});
export const StoredMonth = z.object({ sent: z.int() });
export const StoredServiceMonth = z.object({ spent: z.int() });
export const StoredCodes = z.object({ sentAt: z.array(z.iso.datetime()) });

const KEPT_SECONDS = 35 * 24 * 60 * 60;

/** Counts of a month are read by nobody a month after its end. */
const monthExpiry = (at: Date): number => epochSeconds(nextMonth(at)) + KEPT_SECONDS;

const add = (table: string, key: Record<string, string>, count: { attribute: string; by: number; expiresAt: number }): Write => ({
  Update: {
    TableName: table,
    Key: key,
    UpdateExpression: 'SET expiresAt = :expiry ADD #count :by',
    ExpressionAttributeNames: { '#count': count.attribute },
    ExpressionAttributeValues: { ':expiry': count.expiresAt, ':by': count.by },
  },
});

/** So many SMS more to an account this month. */
export const countSent = (table: string, accountId: AccountId, parts: number, at: Date): Write =>
  add(table, monthKey(accountId, at), { attribute: 'sent', by: parts, expiresAt: monthExpiry(at) });

/** So much more spent this month, in millionths of a dollar: one item, written once for every ten SMS, of which SNS takes twenty a second. */
export const countSpent = (table: string, spent: number, at: Date): Write =>
  add(table, serviceMonthKey(at), { attribute: 'spent', by: spent, expiresAt: monthExpiry(at) });
