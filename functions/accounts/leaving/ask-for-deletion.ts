import type { AccountId } from '../../../schemas/account.ts';
import { ErasureId } from '../../../schemas/leaving.ts';
import type { leaving } from '../../../schemas/routes/leaving.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import { after } from '../rules/leaving.ts';
import type { KeptAccount } from '../store/kept-account.ts';
import type { DeletionStore } from '../store/leaving/deletions.ts';

interface Dependencies {
  deletions: Pick<DeletionStore, 'ask'>;
  findAccount: (accountId: AccountId) => Promise<KeptAccount | undefined>;
  clock: Clock;
  newId: () => string;
  /** Milliseconds in which the person may change their mind. */
  pause: number;
}

/** Their role ends first, by whoever sees to it that somebody is left to do the work. */
const STAFF = 'Demandez à un administrateur de mettre fin à votre rôle, puis supprimez votre compte.';

/** Nothing is erased yet: the account goes on as it is until the pause is over. Asked twice, it is the first that counts. */
export const askForDeletion =
  ({ deletions, findAccount, clock, newId, pause }: Dependencies): UseCase<typeof leaving.askForDeletion> =>
  async (_input, { caller: { accountId }, trail, problem }) => {
    const account = await findAccount(accountId);
    if (!account || account.status === 'closed') throw problem('account-not-found');
    if (account.role !== 'citizen') throw problem('staff-account', STAFF);
    if (account.deletion) return account.deletion;
    const at = clock();
    const waiting = { askedAt: at.toISOString(), dueAt: after(at, pause).toISOString() };
    if (await deletions.ask(account, { ...waiting, erasureId: ErasureId.parse(newId()) }, trail)) return waiting;
    const asked = (await findAccount(accountId))?.deletion;
    if (!asked) throw problem('account-not-found');
    return asked;
  };
