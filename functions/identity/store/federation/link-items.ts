import * as z from 'zod/mini';
import { AccountId } from '../../../../schemas/account.ts';
import { CivilIdentity, type StateProvider } from '../../../../schemas/federation.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { Link } from './links.ts';

export const subjectKey = (provider: StateProvider, subject: string) => ({ pk: `${provider}#${subject}`, sk: 'account' });
export const linkKey = (accountId: AccountId, provider: StateProvider) => ({ pk: accountId, sk: provider });

export const StoredSubject = z.object({ accountId: AccountId });
const StoredLink = z.object({
  subject: z.string(),
  linkedAt: z.iso.datetime(),
  identity: z.optional(CivilIdentity),
  version: z.int(),
});

export const linkOf = (accountId: AccountId, provider: StateProvider, item: Record<string, unknown>): Link => ({
  ...StoredLink.parse(item),
  accountId,
  provider,
});

const linkItem = ({ accountId, provider, ...kept }: Link): Record<string, unknown> => ({ ...linkKey(accountId, provider), ...kept });

const FREE = { ConditionExpression: 'attribute_not_exists(pk)' };

/**
 * The writes that tie an identity to an account, in this order: the first fails when the identity has an account, the second when the account has an
 * identity there.
 */
export const linkWrites = (table: string, link: Link): Write[] => [
  { Put: { TableName: table, Item: { ...subjectKey(link.provider, link.subject), accountId: link.accountId }, ...FREE } },
  { Put: { TableName: table, Item: linkItem(link), ...FREE } },
];

const asRead = ({ version }: Link) => ({
  ConditionExpression: '#version = :read',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':read': version },
});

export const retellWrite = (table: string, read: Link, next: Link): Write => ({
  Put: { TableName: table, Item: linkItem(next), ...asRead(read) },
});

export const unlinkWrites = (table: string, link: Link): Write[] => [
  { Delete: { TableName: table, Key: linkKey(link.accountId, link.provider), ...asRead(link) } },
  { Delete: { TableName: table, Key: subjectKey(link.provider, link.subject) } },
];
