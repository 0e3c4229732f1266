import type { AccountId } from '../../../schemas/account.ts';
import type { ErasureId, HolderName } from '../../../schemas/leaving.ts';
import type { Clock } from '../../shared/clock.ts';
import type { PostLetter } from '../../shared/letters/post.ts';
import { log } from '../../shared/log.ts';
import { isComplete } from '../rules/leaving.ts';
import type { KeptAccount } from '../store/kept-account.ts';
import type { DeletionStore } from '../store/leaving/deletions.ts';
import { erasedLetter } from './letters.ts';

interface Dependencies {
  store: Pick<DeletionStore, 'markPart' | 'end'>;
  findAccount: (accountId: AccountId) => Promise<KeptAccount | undefined>;
  post: PostLetter;
  clock: Clock;
}

/** With the last part the person is told, by the address that goes right after; nothing leads back to them then. */
export const onPartErased =
  ({ store, findAccount, post, clock }: Dependencies) =>
  async ({ accountId, erasureId, holder }: { accountId: AccountId; erasureId: ErasureId; holder: HolderName }): Promise<void> => {
    const deletion = await store.markPart(accountId, erasureId, holder);
    if (!deletion || !isComplete(deletion.parts)) return;
    const account = await findAccount(accountId);
    if (account) await post({ id: `erased-${erasureId}`, to: account.email, letter: erasedLetter(erasureId) });
    await store.end(deletion, account, clock());
    log('erasure.ended', { erasureId });
  };
