import type { digests } from '../../schemas/routes/digests.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadDigestLedger } from './store/digests.ts';

/** Numbers only: an editor follows how the digests of an hour go, never who they go to. */
export const readDigestLedger =
  ({ ledgerOf }: { ledgerOf: ReadDigestLedger }): UseCase<typeof digests.readDigestLedger> =>
  async ({ params: { digestId } }, { problem }) => {
    const ledger = await ledgerOf(digestId);
    if (!ledger) throw problem('digest-not-found');
    return ledger;
  };
