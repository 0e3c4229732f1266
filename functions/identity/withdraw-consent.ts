import type { identity } from '../../schemas/routes/identity.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { historyWrite } from '../shared/store/history.ts';
import type { ListConsentsDependencies } from './list-consents.ts';
import type { ConsentStore } from './store/consents.ts';

export interface WithdrawConsentDependencies extends Pick<ListConsentsDependencies, 'findClient'> {
  consents: Pick<ConsentStore, 'withdraw'>;
  historyTable: string;
  clock: Clock;
}

/** Takes back what was agreed: the partner learns nothing more, and asks again when the person comes back. Its own account of them goes on. */
export const withdrawConsent =
  ({ consents, findClient, historyTable, clock }: WithdrawConsentDependencies): UseCase<typeof identity.withdrawConsent> =>
  async ({ params: { clientId } }, { caller: { accountId }, trail, problem }) => {
    const what = (await findClient(clientId))?.client.name ?? clientId;
    const told = historyWrite(historyTable, { accountId, at: clock(), kind: 'consent-withdrawn', by: { type: 'self' }, what });
    if (!(await consents.withdraw({ accountId, clientId, told, trail }))) throw problem('consent-not-found');
  };
