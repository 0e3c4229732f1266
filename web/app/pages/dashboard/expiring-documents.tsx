import type { SpaceId } from '../../../../schemas/account.ts';
import { DocumentId, type WalletDocument } from '../../../../schemas/document.ts';
import { documents } from '../../../../schemas/routes/documents.ts';
import { members } from '../../../../schemas/routes/members.ts';
import { ApiProblem } from '../../../client.ts';
import { useLoading } from '../../calls/loading.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { Expiry, expiresSoon } from '../documents/expiry.tsx';

/** Reminders that are looked at: two for each of the documents that are shown at most. */
const REMINDERS = 8;

/** Documents of which the person was reminded and that were neither renewed nor deleted since, whenever they were added; nothing at all without one. */
export const ExpiringDocuments = () => {
  const { me } = useParvis();
  const spaceId: SpaceId = me.personalSpaceId;
  const feed = useApi(members);
  const wallet = useApi(documents);
  const read = (documentId: DocumentId): Promise<WalletDocument | undefined> =>
    wallet.readDocument({ params: { spaceId, documentId } }).catch((failure: unknown) => {
      if (failure instanceof ApiProblem && failure.status === 404) return undefined;
      throw failure;
    });
  const expiring = useLoading(async () => {
    const { items } = await feed.listActions({ params: { spaceId }, query: { kind: 'document.expiring', limit: REMINDERS } });
    const ids = new Set(items.flatMap(({ object }) => DocumentId.safeParse(object?.id).data ?? []));
    const found = await Promise.all([...ids].map(read));
    return found.flatMap((one) => (one?.expiresOn && one.reminders && expiresSoon(one.expiresOn) ? [one] : []));
  });
  if (expiring.state !== 'ready' || expiring.value.length === 0) return null;
  return (
    <section class="box box-warning" aria-labelledby="expirent">
      <h2 id="expirent">À renouveler</h2>
      <ul>
        {expiring.value.map(({ id, name, expiresOn }) => (
          <li key={id}>
            <a href={`#/espaces/${spaceId}/documents/${id}`}>{name}</a> <Expiry on={expiresOn} />
          </li>
        ))}
      </ul>
    </section>
  );
};
