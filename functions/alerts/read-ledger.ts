import { type Ledger, type PublicationId, publicationId } from '../../schemas/publication.ts';
import type { alerts } from '../../schemas/routes/alerts.ts';
import type { UseCase } from '../shared/router.ts';

export const readLedger =
  ({ ledgerOf }: { ledgerOf: (id: PublicationId) => Promise<Ledger | undefined> }): UseCase<typeof alerts.readLedger> =>
  async ({ params }, { problem }) => {
    const ledger = await ledgerOf(publicationId(params));
    if (!ledger) throw problem('publication-not-found');
    return ledger;
  };
