import { useState } from 'preact/hooks';
import type { StoredFile, WalletDocument } from '../../../../schemas/document.ts';
import { documents } from '../../../../schemas/routes/documents.ts';
import { Failure } from '../../calls/failure.tsx';
import { useSending } from '../../calls/sending.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchDay } from '../../french.ts';
import { Preview } from './preview.tsx';
import { ReplaceFile } from './replace-file.tsx';
import { sizeOf } from './sizes.ts';

const withoutPreview = {
  'too-large': 'Pas d’aperçu : cette image a plus de 25 millions de pixels. Elle est gardée entière, et vous pouvez la télécharger.',
  unreadable: 'Pas d’aperçu : cette image n’a pas pu être lue. Téléchargez-la pour vérifier qu’elle n’est pas abîmée.',
} as const;

interface Props {
  document: WalletDocument;
  file: StoredFile;
  onChanged: (changed: WalletDocument) => void;
  onSent: () => void;
}

export const StoredFileItem = ({ document: inDocument, file, onChanged, onSent }: Props) => {
  const api = useApi(documents);
  const { say } = useParvis();
  const { busy, error, send } = useSending();
  const [removing, setRemoving] = useState(false);
  const params = { spaceId: inDocument.spaceId, documentId: inDocument.id, fileId: file.id };
  const download = () =>
    send(async () => {
      const { address } = await api.giveFileLink({ params, body: { what: 'file' } });
      location.assign(address);
    });
  const remove = async () => {
    onChanged(await api.removeFile({ params }));
    say(`« ${file.name} » est retiré. Vous pouvez le récupérer pendant 30 jours.`);
  };
  return (
    <li class="card file">
      {file.preview && <Preview params={params} name={file.name} />}
      <div>
        <h3 class="card-title">{file.name}</h3>
        <p class="facts">
          {sizeOf(file.size)} – ajouté le {frenchDay(file.addedAt)}
        </p>
        {file.noPreview && <p class="facts">{withoutPreview[file.noPreview]}</p>}
        {error !== undefined && <Failure error={error} />}
        <p class="actions">
          <button type="button" aria-busy={busy} onClick={() => void download()}>
            Télécharger<span class="visually-hidden"> « {file.name} »</span>
          </button>
          <button type="button" class="quiet" onClick={() => setRemoving(true)}>
            Retirer<span class="visually-hidden"> « {file.name} »</span>
          </button>
        </p>
        <ReplaceFile document={inDocument} file={file} onSent={onSent} />
      </div>
      {removing && (
        <Confirmed title={`Retirer « ${file.name} » ?`} action="Retirer" onConfirm={remove} onClose={() => setRemoving(false)}>
          <p>Le fichier pourra être récupéré pendant 30 jours, puis il sera effacé.</p>
        </Confirmed>
      )}
    </li>
  );
};
