import { useEffect, useRef, useState } from 'preact/hooks';
import type { StoredFile } from '../../../../schemas/document.ts';
import { documentKinds } from '../../../../schemas/document-kind.ts';
import { documents } from '../../../../schemas/routes/documents.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Confirmed } from '../../forms/confirmed.tsx';
import { Page } from '../../frame/page.tsx';
import type { PageOf } from '../../frame/pages.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { nameOf } from '../../frame/space-name.ts';
import { useSpace } from '../../frame/spaces.ts';
import { frenchDay } from '../../french.ts';
import { DescriptionForm } from './description-form.tsx';
import { Expiry } from './expiry.tsx';
import { Files } from './files.tsx';
import { FormerFiles } from './former-files.tsx';

/** How often a file that is being checked is looked for, and its small picture, which comes within a minute or is not waited for. */
const LOOK_MILLISECONDS = 2000;
const PICTURE_MILLISECONDS = 60_000;

const awaitsPicture = ({ type, preview, noPreview, addedAt }: StoredFile): boolean =>
  type.startsWith('image/') && !preview && noPreview === undefined && Date.now() - Date.parse(addedAt) < PICTURE_MILLISECONDS;

export const DocumentPage: PageOf<'spaceId' | 'documentId'> = ({ spaceId, documentId }) => {
  const params = { spaceId, documentId };
  const space = useSpace(params.spaceId);
  const api = useApi(documents);
  const { say, leaveTo } = useParvis();
  const [deleting, setDeleting] = useState(false);
  const loading = useLoading(() => api.readDocument({ params }));
  const waits = loading.state === 'ready' && (loading.value.onTheirWay.length > 0 || loading.value.files.some(awaitsPicture));
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(loading.reload, LOOK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [waits, loading.reload]);
  const onTheirWay = loading.state === 'ready' ? loading.value.onTheirWay.length : 0;
  const before = useRef(0);
  useEffect(() => {
    if (onTheirWay === 0 && before.current > 0) say('La vérification est terminée.');
    before.current = onTheirWay;
  }, [onTheirWay]);
  const remove = async () => {
    const { name, keptUntil } = await api.deleteDocument({ params });
    leaveTo(`/espaces/${params.spaceId}/documents`, `« ${name} » est dans la corbeille jusqu’au ${frenchDay(keptUntil)}.`);
  };
  return (
    <Page title={loading.state === 'ready' ? loading.value.name : 'Document'} overline={space && nameOf(space)}>
      <Loaded of={loading}>
        {(read) => (
          <>
            <p>
              {documentKinds[read.kind]}{' '}
              <span class="facts">
                –{' '}
                {read.origin
                  ? `déposé par ${read.origin.organisation} le ${frenchDay(read.origin.depositedAt)}`
                  : `ajouté le ${frenchDay(read.addedAt)}`}
              </span>
            </p>
            {read.expiresOn !== null && (
              <p>
                <Expiry on={read.expiresOn} />
              </p>
            )}
            <Files read={read} onChanged={loading.show} onSent={loading.reload} />
            <DescriptionForm key={read.version} read={read} onSaved={loading.show} />
            <FormerFiles key={`anciens-${read.version}`} read={read} onRestored={loading.show} />
            <p class="actions">
              <button type="button" class="quiet" onClick={() => setDeleting(true)}>
                Supprimer ce document
              </button>
              <a href={`#/espaces/${params.spaceId}/documents`}>Tous les documents</a>
            </p>
            {deleting && (
              <Confirmed title={`Supprimer « ${read.name} » ?`} action="Supprimer" onConfirm={remove} onClose={() => setDeleting(false)}>
                <p>
                  Le document et ses fichiers vont dans la corbeille. Vous pourrez les récupérer pendant 30 jours, puis ils seront effacés.
                </p>
              </Confirmed>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
};
