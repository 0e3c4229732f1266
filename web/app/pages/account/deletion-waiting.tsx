import { leaving } from '../../../../schemas/routes/leaving.ts';
import { Failure } from '../../calls/failure.tsx';
import { useSending } from '../../calls/sending.ts';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchMoment } from '../../french.ts';

/** Says until when the deletion of the account can be called back; nothing when none was asked. */
export const DeletionWaiting = () => {
  const api = useApi(leaving);
  const { me, say, refresh } = useParvis();
  const { busy, error, send } = useSending();
  if (!me.deletion) return null;
  const callBack = () =>
    send(async () => {
      await api.callDeletionBack();
      say('La suppression est annulée : rien n’est perdu.');
      refresh();
    });
  return (
    <div class="box box-warning">
      <p>
        <strong>Votre compte sera supprimé le {frenchMoment(me.deletion.dueAt)}.</strong>
      </p>
      {error !== undefined && <Failure error={error} />}
      <p>
        <button type="button" aria-busy={busy} onClick={() => void callBack()}>
          Garder mon compte
        </button>
      </p>
    </div>
  );
};
