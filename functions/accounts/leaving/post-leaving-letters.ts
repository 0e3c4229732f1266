import type { AccountId } from '../../../schemas/account.ts';
import type { Delivery } from '../../shared/consumer.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { PostLetter } from '../../shared/letters/post.ts';
import type { KeptAccount } from '../store/kept-account.ts';
import { deletionAskedLetter, deletionCalledBackLetter, exportReadyLetter } from './letters.ts';

interface Dependencies {
  findAccount: (accountId: AccountId) => Promise<KeptAccount | undefined>;
  post: PostLetter;
  siteAddress: string;
}

/** Told at each step, at the address that the person has by then; somebody who is gone is told by the last letter alone. */
export const postLeavingLetters = ({ findAccount, post, siteAddress }: Dependencies) => {
  const tell = async (accountId: AccountId, { eventId }: Delivery, letter: Letter): Promise<void> => {
    const account = await findAccount(accountId);
    if (account && account.status !== 'closed') await post({ id: eventId, to: account.email, letter });
  };
  return {
    onExportReady: (detail: { accountId: AccountId; availableUntil: string }, delivery: Delivery) =>
      tell(detail.accountId, delivery, exportReadyLetter(siteAddress, detail.availableUntil)),
    onDeletionAsked: (detail: { accountId: AccountId; dueAt: string }, delivery: Delivery) =>
      tell(detail.accountId, delivery, deletionAskedLetter(siteAddress, detail.dueAt)),
    onDeletionCalledBack: (detail: { accountId: AccountId }, delivery: Delivery) =>
      tell(detail.accountId, delivery, deletionCalledBackLetter(siteAddress)),
  };
};
