import { useState } from 'preact/hooks';
import type { DeletedDocument } from '../../../../schemas/document.ts';
import { documentKinds } from '../../../../schemas/document-kind.ts';
import { keptDocuments } from '../../../../schemas/routes/kept-documents.ts';
import { Failure } from '../../calls/failure.tsx';
import { Loaded } from '../../calls/loading.tsx';
import { More, usePages } from '../../calls/pages.tsx';
import { useSending } from '../../calls/sending.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { Page } from '../../frame/page.tsx';
import type { PageOf } from '../../frame/pages.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { nameOf } from '../../frame/space-name.ts';
import { useSpace } from '../../frame/spaces.ts';
import { counted, frenchDay } from '../../french.ts';

/** What was deleted, and can still be had back. */
export const Bin: PageOf<'spaceId'> = ({ spaceId }) => {
  const space = useSpace(spaceId);
  const api = useApi(keptDocuments);
  const { say, leaveTo } = useParvis();
  const { error, send } = useSending();
  const [destroying, setDestroying] = useState<DeletedDocument>();
  const pages = usePages((cursor) => api.listDeletedDocuments({ params: { spaceId }, query: { cursor } }), [spaceId]);
  const restore = ({ id, name }: DeletedDocument) =>
    send(async () => {
      await api.restoreDocument({ params: { spaceId, documentId: id } });
      leaveTo(`/espaces/${spaceId}/documents/${id}`, `« ${name} » est récupéré.`);
    });
  const destroy = async () => {
    if (!destroying) return;
    await api.destroyDocument({ params: { spaceId, documentId: destroying.id } });
    pages.reload();
    say(`« ${destroying.name} » est effacé.`);
  };
  return (
    <Page title="Corbeille" overline={space && nameOf(space)}>
      <p>Ce qui est supprimé est gardé 30 jours, puis effacé. Cela ne compte plus dans la place de l’espace.</p>
      {error !== undefined && <Failure error={error} />}
      <Loaded of={pages}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="empty">La corbeille est vide.</p>
          ) : (
            <ul class="cards">
              {items.map((one) => (
                <li class="card" key={one.id}>
                  <h2 class="card-title">{one.name}</h2>
                  <p class="facts">
                    {documentKinds[one.kind]}, {counted(one.files.length, 'fichier')} – gardé jusqu’au {frenchDay(one.keptUntil)}
                  </p>
                  <p class="actions">
                    <button type="button" onClick={() => void restore(one)}>
                      Récupérer<span class="visually-hidden"> « {one.name} »</span>
                    </button>
                    <button type="button" class="quiet" onClick={() => setDestroying(one)}>
                      Effacer maintenant<span class="visually-hidden"> « {one.name} »</span>
                    </button>
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <More pages={pages} what="les documents suivants" />
      {destroying && (
        <Confirmed
          title={`Effacer « ${destroying.name} » ?`}
          action="Effacer définitivement"
          onConfirm={destroy}
          onClose={() => setDestroying(undefined)}
        >
          <p>Le document et ses fichiers ne pourront plus être récupérés.</p>
        </Confirmed>
      )}
      <p>
        <a href={`#/espaces/${spaceId}/documents`}>Tous les documents</a>
      </p>
    </Page>
  );
};
