import { createHash } from 'node:crypto';
import type { AccountId } from '../../schemas/account.ts';
import { MemberId } from '../../schemas/space.ts';

/**
 * Who a person is in one space, and nowhere else: made from both ids, which are random, so that nobody finds the account in it or meets the same
 * person in another space. Somebody who comes back is who they were.
 */
export const memberIdOf = (spaceId: string, accountId: AccountId): MemberId => {
  const hash = createHash('sha256').update(`member ${spaceId} ${accountId}`).digest('hex');
  return MemberId.parse(`${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`);
};
