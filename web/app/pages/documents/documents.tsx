import { documentKinds } from '../../../../schemas/document-kind.ts';
import { documents } from '../../../../schemas/routes/documents.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { More, usePages } from '../../calls/pages.tsx';
import { Page } from '../../frame/page.tsx';
import type { PageOf } from '../../frame/pages.tsx';
import { useApi } from '../../frame/parvis.ts';
import { nameOf } from '../../frame/space-name.ts';
import { useSpace } from '../../frame/spaces.ts';
import { counted, frenchDay } from '../../french.ts';
import { Archive } from './archive.tsx';
import { Expiry } from './expiry.tsx';
import { RoomLeft } from './room-left.tsx';

export const Documents: PageOf<'spaceId'> = ({ spaceId }) => {
  const space = useSpace(spaceId);
  const api = useApi(documents);
  const pages = usePages((cursor) => api.listDocuments({ params: { spaceId }, query: { cursor } }), [spaceId]);
  const storage = useLoading(() => api.readStorage({ params: { spaceId } }), [spaceId]);
  const again = () => {
    pages.reload();
    storage.reload();
  };
  return (
    <Page title="Documents" overline={space && nameOf(space)}>
      {pages.state !== 'failed' && <Loaded of={storage}>{(read) => <RoomLeft storage={read} />}</Loaded>}
      <p class="actions">
        <a class="button" href={`#/espaces/${spaceId}/documents/ajouter`}>
          Ajouter un document
        </a>
        <a href={`#/espaces/${spaceId}/documents/corbeille`}>Corbeille</a>
      </p>
      <Loaded of={{ ...pages, reload: again }}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="empty">Aucun document pour l’instant. Gardez ici vos justificatifs : ils seront prêts pour vos démarches.</p>
          ) : (
            <ul class="cards">
              {items.map(({ id, name, kind, expiresOn, files, onTheirWay, refused, addedAt, origin }) => (
                <li class="card" key={id}>
                  <h2 class="card-title">
                    <a href={`#/espaces/${spaceId}/documents/${id}`}>{name}</a>
                  </h2>
                  <p class="facts">
                    {documentKinds[kind]} – {counted(files.length, 'fichier')}
                    {onTheirWay.length > 0 && `, ${onTheirWay.length} en cours de vérification`}
                    {refused.length > 0 && `, ${counted(refused.length, 'fichier refusé', 'fichiers refusés')}`}
                  </p>
                  <p class="facts">
                    {origin ? `Déposé par ${origin.organisation} le ${frenchDay(origin.depositedAt)}` : `Ajouté le ${frenchDay(addedAt)}`}
                  </p>
                  {expiresOn !== null && (
                    <p>
                      <Expiry on={expiresOn} />
                    </p>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <More pages={pages} what="les documents suivants" />
      {pages.state === 'ready' && pages.value.items.length > 0 && <Archive spaceId={spaceId} />}
    </Page>
  );
};
