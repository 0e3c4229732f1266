import type { FileId, WalletDocument } from '../../../../schemas/document.ts';
import { documents } from '../../../../schemas/routes/documents.ts';
import { Failure } from '../../calls/failure.tsx';
import { useSending } from '../../calls/sending.ts';
import { useApi } from '../../frame/parvis.ts';

/** Why a file was not taken, until somebody has read it. */
export const RefusedFiles = ({ read, onChanged }: { read: WalletDocument; onChanged: (changed: WalletDocument) => void }) => {
  const api = useApi(documents);
  const { error, send } = useSending();
  const forget = (fileId: FileId) =>
    send(async () => onChanged(await api.removeFile({ params: { spaceId: read.spaceId, documentId: read.id, fileId } })));
  return (
    <>
      {error !== undefined && <Failure error={error} />}
      {read.refused.map(({ id, name, reason }) => (
        <div class="box box-warning" role="status" key={id}>
          <p>
            <strong>« {name} » n’a pas été gardé.</strong>
          </p>
          <p>{reason}</p>
          <p>
            <button type="button" class="quiet" onClick={() => void forget(id)}>
              J’ai lu<span class="visually-hidden"> le refus de « {name} »</span>
            </button>
          </p>
        </div>
      ))}
    </>
  );
};
