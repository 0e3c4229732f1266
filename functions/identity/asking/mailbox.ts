import { foldAddress } from '../../shared/address.ts';

/**
 * Where mails to an address probably arrive: what stands behind a plus is most often the same mailbox. Only letters are counted by it: two such
 * addresses may belong to two people, and are two accounts.
 */
export const mailboxOf = (address: string): string => {
  const folded = foldAddress(address);
  const at = folded.lastIndexOf('@');
  return `${folded.slice(0, at).split('+')[0]}${folded.slice(at)}`;
};
