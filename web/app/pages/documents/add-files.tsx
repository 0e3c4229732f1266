import { useState } from 'preact/hooks';
import type { WalletDocument } from '../../../../schemas/document.ts';
import { documents } from '../../../../schemas/routes/documents.ts';
import { Form } from '../../forms/form.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { checkChosen, checkFiles } from './file-check.ts';
import { FilesField } from './files-field.tsx';
import { type Upload, uploadAll } from './upload.ts';
import { UploadProgress } from './upload-progress.tsx';

interface Props {
  document: WalletDocument;
  room: number;
  onSent: () => void;
}

export const AddFiles = ({ document: { spaceId, id: documentId, files: there }, room, onSent }: Props) => {
  const api = useApi(documents);
  const { say } = useParvis();
  const [files, setFiles] = useState<File[]>([]);
  const [upload, setUpload] = useState<Upload>();
  const send = async () => {
    checkChosen(files);
    checkFiles(files, room);
    await uploadAll(api, { spaceId, documentId }, files, {
      onProgress: setUpload,
      onSent: (sent) => setFiles((left) => left.filter((file) => file !== sent)),
    }).finally(onSent);
    say('L’envoi est fait : le fichier est en cours de vérification.');
  };
  return (
    <Form action="Envoyer" onSend={send}>
      {(errorOf) => (
        <>
          <FilesField
            label={there.length === 0 ? 'Ajouter des fichiers' : 'Ajouter d’autres fichiers'}
            files={files}
            room={room}
            error={errorOf('files')}
            onFiles={setFiles}
          />
          <UploadProgress upload={upload} />
        </>
      )}
    </Form>
  );
};
