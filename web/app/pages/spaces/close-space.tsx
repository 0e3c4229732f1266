import { useState } from 'preact/hooks';
import { spaces } from '../../../../schemas/routes/spaces.ts';
import { CLOSURE_PAUSE_DAYS, type Space } from '../../../../schemas/space.ts';
import { Failure } from '../../calls/failure.tsx';
import { useSending } from '../../calls/sending.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { TextField } from '../../forms/field.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchMoment } from '../../french.ts';
import { KeepCopy } from './keep-copy.tsx';

/** For the last member, who cannot leave: the space goes with them, after a pause. */
export const CloseSpace = ({ space, onChanged }: { space: Space; onChanged: (space: Space) => void }) => {
  const api = useApi(spaces);
  const { say } = useParvis();
  const [asking, setAsking] = useState(false);
  const [name, setName] = useState('');
  const { error, send } = useSending();
  const params = { spaceId: space.id };
  const close = async () => {
    onChanged(await api.closeSpace({ params, body: { name } }));
    say('La fermeture est demandée. Vous pouvez encore l’annuler.');
  };
  const reopen = () =>
    send(async () => {
      onChanged(await api.reopenSpace({ params }));
      say('La fermeture est annulée : rien n’est perdu.');
    });
  return (
    <section aria-labelledby="fermer">
      <h2 id="fermer">Fermer cet espace</h2>
      {error !== undefined && <Failure error={error} />}
      {space.closesAt ? (
        <div class="box box-warning">
          <p>Cet espace et tout ce qu’il contient seront effacés le {frenchMoment(space.closesAt)}.</p>
          <p>
            <button type="button" onClick={() => void reopen()}>
              Annuler la fermeture
            </button>
          </p>
        </div>
      ) : (
        <>
          <p>Vous êtes la dernière personne membre : vous ne pouvez pas quitter cet espace sans le fermer.</p>
          <KeepCopy space={space} />
          <p>
            <button type="button" class="danger" onClick={() => setAsking(true)}>
              Fermer cet espace
            </button>
          </p>
        </>
      )}
      {asking && (
        <Confirmed title={`Fermer « ${space.name} » ?`} action="Fermer cet espace" onConfirm={close} onClose={() => setAsking(false)}>
          <p>
            Dans {CLOSURE_PAUSE_DAYS} jours, ses documents, ses démarches et ses abonnements seront effacés. Jusque-là, vous pouvez annuler.
          </p>
          <TextField name="name" label="Pour confirmer, recopiez le nom de l’espace" value={name} onValue={setName} />
        </Confirmed>
      )}
    </section>
  );
};
