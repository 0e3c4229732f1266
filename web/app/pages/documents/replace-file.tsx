import { useId, useState } from 'preact/hooks';
import type { StoredFile, WalletDocument } from '../../../../schemas/document.ts';
import { documents } from '../../../../schemas/routes/documents.ts';
import { Failure } from '../../calls/failure.tsx';
import { useSending } from '../../calls/sending.ts';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { checkFiles } from './file-check.ts';
import { ACCEPTED } from './sizes.ts';
import { type Upload, uploadAll } from './upload.ts';
import { UploadProgress } from './upload-progress.tsx';

interface Props {
  document: WalletDocument;
  file: StoredFile;
  onSent: () => void;
}

/** The former file stays in place until the new one was checked, and can be had back afterwards. */
export const ReplaceFile = ({ document: { spaceId, id: documentId }, file, onSent }: Props) => {
  const api = useApi(documents);
  const { say } = useParvis();
  const id = useId();
  const { error, send } = useSending();
  const [upload, setUpload] = useState<Upload>();
  const replace = (chosen: File[]) =>
    send(async () => {
      if (chosen.length === 0) return;
      checkFiles(chosen, 1);
      await uploadAll(api, { spaceId, documentId, replaces: file.id }, chosen, { onProgress: setUpload }).finally(onSent);
      say('L’envoi est fait : le nouveau fichier prendra la place de l’ancien dès qu’il aura été vérifié.');
    });
  return (
    <details class="replace">
      <summary>
        Remplacer<span class="visually-hidden"> « {file.name} »</span>
      </summary>
      {error !== undefined && <Failure error={error} />}
      <label for={id}>Nouveau fichier</label>
      <input type="file" id={id} accept={ACCEPTED} onChange={({ currentTarget }) => void replace([...(currentTarget.files ?? [])])} />
      <UploadProgress upload={upload} />
    </details>
  );
};
