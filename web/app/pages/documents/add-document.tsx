import { useState } from 'preact/hooks';
import type { WalletDocument } from '../../../../schemas/document.ts';
import { documents } from '../../../../schemas/routes/documents.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { Page } from '../../frame/page.tsx';
import type { PageOf } from '../../frame/pages.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { nameOf } from '../../frame/space-name.ts';
import { useSpace } from '../../frame/spaces.ts';
import { bodyOf, DescriptionFields, NEW_DOCUMENT } from './description-fields.tsx';
import { checkFiles, checkRoom } from './file-check.ts';
import { FilesField } from './files-field.tsx';
import { RoomLeft } from './room-left.tsx';
import { type Upload, uploadAll } from './upload.ts';
import { UploadProgress } from './upload-progress.tsx';

export const AddDocument: PageOf<'spaceId'> = ({ spaceId }) => {
  const space = useSpace(spaceId);
  const api = useApi(documents);
  const { leaveTo } = useParvis();
  const storage = useLoading(() => api.readStorage({ params: { spaceId } }), [spaceId]);
  const { values, change, forget } = useKept(`document-${spaceId}`, NEW_DOCUMENT);
  const [files, setFiles] = useState<File[]>([]);
  const [upload, setUpload] = useState<Upload>();
  const [created, setCreated] = useState<Pick<WalletDocument, 'id' | 'name'>>();
  const add = async () => {
    checkFiles(files);
    if (files.length > 0) checkRoom(files, await api.readStorage({ params: { spaceId } }));
    const { id: documentId, name } = created ?? (await api.addDocument({ params: { spaceId }, body: bodyOf(values) }));
    setCreated({ id: documentId, name });
    forget();
    await uploadAll(api, { spaceId, documentId }, files, {
      onProgress: setUpload,
      onSent: (sent) => setFiles((left) => left.filter((file) => file !== sent)),
    });
    leaveTo(`/espaces/${spaceId}/documents/${documentId}`, `Le document « ${name} » est ajouté.`);
  };
  return (
    <Page title="Ajouter un document" overline={space && nameOf(space)}>
      <Loaded of={storage}>{(read) => <RoomLeft storage={read} />}</Loaded>
      <Form
        action={created ? 'Envoyer les fichiers qui restent' : 'Ajouter'}
        onSend={add}
        aside={
          created ? (
            <a href={`#/espaces/${spaceId}/documents/${created.id}`}>Continuer sans ces fichiers</a>
          ) : (
            <a href={`#/espaces/${spaceId}/documents`}>Annuler</a>
          )
        }
      >
        {(errorOf) => (
          <>
            {created && <p class="note">Le document est ajouté ; il reste des fichiers à envoyer.</p>}
            {!created && <DescriptionFields values={values} change={change} errorOf={errorOf} />}
            <FilesField label="Fichiers" files={files} error={errorOf('files')} onFiles={setFiles} />
            <UploadProgress upload={upload} />
          </>
        )}
      </Form>
    </Page>
  );
};
