import { publicationId } from '../../schemas/publication.ts';
import type { alerts } from '../../schemas/routes/alerts.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadLedger } from './store/publications.ts';

/** Numbers only: an editor follows how an alert goes, never who it goes to. */
export const readLedger =
  ({ ledgerOf }: { ledgerOf: ReadLedger }): UseCase<typeof alerts.readLedger> =>
  async ({ params }, { problem }) => {
    const ledger = await ledgerOf(publicationId(params));
    if (!ledger) throw problem('publication-not-found');
    return ledger;
  };
