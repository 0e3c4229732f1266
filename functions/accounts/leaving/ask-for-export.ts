import type { AccountId } from '../../../schemas/account.ts';
import { ExportId } from '../../../schemas/leaving.ts';
import type { leaving } from '../../../schemas/routes/leaving.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import { EXPORTS_A_DAY, lately } from '../rules/leaving.ts';
import type { KeptAccount } from '../store/kept-account.ts';
import type { ExportStore } from '../store/leaving/exports.ts';

interface Dependencies {
  exports: Pick<ExportStore, 'list' | 'requests' | 'ask'>;
  findAccount: (accountId: AccountId) => Promise<KeptAccount | undefined>;
  clock: Clock;
  newId: () => string;
}

/** Made in the background, and told by mail when it is there. One at a time, and a few a day. */
export const askForExport =
  ({ exports, findAccount, clock, newId }: Dependencies): UseCase<typeof leaving.askForExport> =>
  async (_input, { caller: { accountId }, trail, problem }) => {
    const account = await findAccount(accountId);
    if (!account || account.status === 'closed') throw problem('account-not-found');
    const [seen, known] = await Promise.all([exports.requests(accountId), exports.list(accountId)]);
    if (known.some(({ state }) => state === 'preparing')) throw problem('export-running');
    const at = clock();
    const recent = [...lately(seen.askedAt, at), at.toISOString()];
    if (recent.length > EXPORTS_A_DAY) throw problem('too-many-exports', `Trois copies au plus en vingt-quatre heures.`);
    const exportId = ExportId.parse(newId());
    const { personalSpaceId } = account;
    if (!(await exports.ask({ accountId, personalSpaceId, exportId, seen, recent, at }, trail))) throw problem('export-running');
    return { id: exportId, state: 'preparing', askedAt: at.toISOString(), availableUntil: null, bytes: null };
  };
