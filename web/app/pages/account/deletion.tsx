import { useState } from 'preact/hooks';
import { leaving } from '../../../../schemas/routes/leaving.ts';
import { ApiProblem } from '../../../client.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { CheckField } from '../../forms/field.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { DeletionWaiting } from './deletion-waiting.tsx';

/** The end of the account, after a pause in which it can be called back. */
export const Deletion = () => {
  const api = useApi(leaving);
  const { me, say, refresh } = useParvis();
  const [asking, setAsking] = useState(false);
  const [understood, setUnderstood] = useState(false);
  const ask = async () => {
    if (!understood) throw new ApiProblem(400, { title: 'Cochez la case pour confirmer.' });
    await api.askForDeletion({ body: { understood: true } });
    say('La suppression est demandée. Vous avez sept jours pour changer d’avis.');
    refresh();
  };
  return (
    <section aria-labelledby="suppression">
      <h2 id="suppression">Supprimer mon compte</h2>
      {me.deletion ? (
        <DeletionWaiting />
      ) : (
        <>
          <p>
            Téléchargez d’abord une copie de tout. Sept jours après votre demande, vos documents, vos données, vos abonnements et vos
            connexions sont effacés, et personne ne peut les rendre.
          </p>
          <p>
            <button type="button" class="danger" onClick={() => setAsking(true)}>
              Supprimer mon compte
            </button>
          </p>
        </>
      )}
      {asking && (
        <Confirmed title="Supprimer votre compte ?" action="Supprimer mon compte" onConfirm={ask} onClose={() => setAsking(false)}>
          <p>Pendant sept jours, vous pouvez vous connecter et annuler. Ensuite, tout est effacé.</p>
          <CheckField
            name="understood"
            label="J’ai compris que mes documents et mes données seront supprimés"
            checked={understood}
            onChecked={setUnderstood}
          />
        </Confirmed>
      )}
    </section>
  );
};
