import { startRegistration } from '@simplewebauthn/browser';
import { useState } from 'preact/hooks';
import { type Factors, NewPasskey } from '../../../../schemas/factor.ts';
import { factors } from '../../../../schemas/routes/factors.ts';
import { ApiProblem } from '../../../client.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchDay } from '../../french.ts';
import type { FactorPart } from './factor-part.ts';

type Passkey = Factors['passkeys'][number];

export const Passkeys = ({ factors: { passkeys }, onChanged }: FactorPart) => {
  const api = useApi(factors);
  const { say } = useParvis();
  const [removing, setRemoving] = useState<Passkey>();
  const remove = async () => {
    if (!removing) return;
    onChanged(await api.removePasskey({ params: { passkeyId: removing.id } }));
    say(`La clé d’accès « ${removing.name} » est retirée.`);
  };
  return (
    <section aria-labelledby="cles">
      <h2 id="cles">Clés d’accès</h2>
      <p>Votre empreinte, votre visage ou le code de votre appareil, au lieu d’un code à recopier.</p>
      <ul class="cards">
        {passkeys.map((passkey) => (
          <li class="card" key={passkey.id}>
            <h3 class="card-title">{passkey.name}</h3>
            <p class="facts">
              Ajoutée le {frenchDay(passkey.addedAt)}
              {passkey.lastUsedAt && `, utilisée le ${frenchDay(passkey.lastUsedAt)}`}
              {passkey.synced && ' – présente sur plusieurs de vos appareils'}
            </p>
            <p class="actions">
              <button type="button" class="quiet" onClick={() => setRemoving(passkey)}>
                Retirer<span class="visually-hidden"> « {passkey.name} »</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
      <AddPasskey onChanged={onChanged} />
      {removing && (
        <Confirmed title={`Retirer « ${removing.name} » ?`} action="Retirer" onConfirm={remove} onClose={() => setRemoving(undefined)}>
          <p>Cette clé ne permettra plus de vous connecter.</p>
        </Confirmed>
      )}
    </section>
  );
};

/** The person closed the question of their browser, or the device holds a key already. */
const notMade = (): ApiProblem =>
  new ApiProblem(422, {
    title: 'La clé d’accès n’a pas été créée.',
    detail: 'Vous avez peut-être annulé, ou cet appareil a déjà une clé pour ce compte. Vous pouvez recommencer.',
  });

const AddPasskey = ({ onChanged }: Pick<FactorPart, 'onChanged'>) => {
  const api = useApi(factors);
  const { say } = useParvis();
  const [name, setName] = useState('');
  const add = async () => {
    const optionsJSON = (await api.readPasskeyOptions()) as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'];
    const made = await startRegistration({ optionsJSON }).catch(() => {
      throw notMade();
    });
    onChanged(await api.addPasskey({ body: { name, passkey: NewPasskey.parse(made) } }));
    setName('');
    say('La clé d’accès est ajoutée.');
  };
  return (
    <Form action="Ajouter une clé d’accès" onSend={add}>
      {(errorOf) => (
        <TextField
          name="name"
          label="Nom de la clé"
          hint="Pour la reconnaître. Exemple : Téléphone"
          error={errorOf('name')}
          value={name}
          onValue={setName}
        />
      )}
    </Form>
  );
};
