import type { RegisteredClient } from '../../../../schemas/client.ts';
import { clients } from '../../../../schemas/routes/clients.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { TextArea } from '../../forms/field.tsx';
import { useKept } from '../../forms/kept.ts';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { keysOf } from './client-request.ts';
import { KEYS_HINT } from './client-words.ts';

interface Props {
  client: RegisteredClient;
  onChanged: () => void;
  onClose: () => void;
}

/** The API asks for a recent sign-in: what was pasted is kept meanwhile. */
export const ReplaceKeys = ({ client: { id, name }, onChanged, onClose }: Props) => {
  const api = useApi(clients);
  const { say } = useParvis();
  const { values, change, forget } = useKept(`service-cles-${id}`, { keys: '' });
  const replace = async () => {
    await api.replaceClientKeys({ params: { clientId: id }, body: { keys: keysOf(values.keys, 'keys') } });
    say(`Les clés de « ${name} » sont remplacées.`);
    onChanged();
  };
  const close = () => {
    forget();
    onClose();
  };
  return (
    <Confirmed title={`Remplacer les clés de « ${name} » ?`} action="Remplacer les clés" onConfirm={replace} onClose={close}>
      <p>
        Les clés que vous ne redonnez pas ne serviront plus. Pour passer d’une clé à l’autre sans coupure, donnez d’abord l’ancienne et la
        nouvelle ensemble.
      </p>
      <TextArea name="keys" label="Clés publiques" hint={KEYS_HINT} value={values.keys} onValue={(keys) => change({ keys })} rows={6} />
    </Confirmed>
  );
};
