import type { FileId, WalletDocument } from '../../../../schemas/document.ts';
import { keptDocuments } from '../../../../schemas/routes/kept-documents.ts';
import { Failure } from '../../calls/failure.tsx';
import { Loaded } from '../../calls/loading.tsx';
import { More, usePages } from '../../calls/pages.tsx';
import { useSending } from '../../calls/sending.ts';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchDay } from '../../french.ts';
import { sizeOf } from './sizes.ts';

/** Files that were replaced or taken away, as long as they can be had back. */
export const FormerFiles = ({ read, onRestored }: { read: WalletDocument; onRestored: (restored: WalletDocument) => void }) => {
  const api = useApi(keptDocuments);
  const { say } = useParvis();
  const { error, send } = useSending();
  const params = { spaceId: read.spaceId, documentId: read.id };
  const pages = usePages((cursor) => api.listFormerFiles({ params, query: { cursor } }), [read.id, read.version]);
  const restore = (fileId: FileId, name: string) =>
    send(async () => {
      onRestored(await api.restoreFile({ params: { ...params, fileId } }));
      say(`« ${name} » est de nouveau dans le document.`);
    });
  if (pages.state === 'ready' && pages.value.items.length === 0) return null;
  return (
    <details class="disclosure">
      <summary>Anciens fichiers, que l’on peut récupérer</summary>
      {error !== undefined && <Failure error={error} />}
      <Loaded of={pages}>
        {({ items }) => (
          <ul class="list">
            {items.map(({ id, name, size, keptUntil }) => (
              <li key={id}>
                <p>
                  {name}{' '}
                  <span class="facts">
                    ({sizeOf(size)}, gardé jusqu’au {frenchDay(keptUntil)})
                  </span>
                </p>
                <button type="button" class="quiet" onClick={() => void restore(id, name)}>
                  Récupérer<span class="visually-hidden"> « {name} »</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <More pages={pages} what="les fichiers suivants" />
    </details>
  );
};
