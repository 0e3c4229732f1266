import { monthOf } from '../../functions/alerts/rules/sms/allowance.ts';
import { withSending } from '../../functions/alerts/rules/sms/codes.ts';
import type { StoredPhone, Verification } from '../../functions/alerts/rules/sms/phone-view.ts';
import type { PhoneStore } from '../../functions/alerts/store/sms/phones.ts';

/** The phones of accounts as the tables keep them, held to the same tests. */
export const phonesInMemory = (): PhoneStore & { ended: string[] } => {
  const phones = new Map<string, StoredPhone>();
  const verifications = new Map<string, Verification>();
  const sendings = new Map<string, string[]>();
  const spent = new Map<string, number>();
  /** Accounts of whom it was told that no SMS goes to them any more. */
  const ended: string[] = [];
  const sentAt = (key: string): string[] => sendings.get(key) ?? [];
  const same = (one: string[], other: string[]): boolean => one.join() === other.join();
  return {
    ended,
    overview: async (accountId) => ({ phone: phones.get(accountId), verification: verifications.get(accountId), sent: 0 }),
    spent: async (at) => spent.get(monthOf(at)) ?? 0,
    sendings: async (accountId, numberHash) => ({ account: sentAt(accountId), number: sentAt(numberHash) }),
    async keepCode({ accountId, numberHash, verification, seen, price, at }) {
      if (!same(seen.account, sentAt(accountId)) || !same(seen.number, sentAt(numberHash))) return false;
      sendings.set(accountId, withSending(seen.account, at));
      sendings.set(numberHash, withSending(seen.number, at));
      verifications.set(accountId, verification);
      spent.set(monthOf(at), (spent.get(monthOf(at)) ?? 0) + price);
      return true;
    },
    async takeTry(accountId, codeHash) {
      const verification = verifications.get(accountId);
      if (verification?.codeHash !== codeHash || verification.triesLeft === 0) return undefined;
      const triesLeft = verification.triesLeft - 1;
      verifications.set(accountId, { ...verification, triesLeft });
      return triesLeft;
    },
    async confirm(accountId, { number, codeHash }, at) {
      if (verifications.get(accountId)?.codeHash !== codeHash) return false;
      verifications.delete(accountId);
      phones.set(accountId, { number, verifiedAt: at.toISOString() });
      return true;
    },
    async remove(accountId) {
      verifications.delete(accountId);
      if (phones.delete(accountId)) ended.push(accountId);
    },
  };
};
