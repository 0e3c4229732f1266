import { useState } from 'preact/hooks';
import { partnerScopes, type RegisteredClient } from '../../../../schemas/client.ts';
import { clients } from '../../../../schemas/routes/clients.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { MailAddress } from '../../frame/mail-address.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { counted, frenchDay } from '../../french.ts';
import { kindNames } from './client-words.ts';
import type { GivenSecret } from './new-secret.tsx';
import { ReplaceKeys } from './replace-keys.tsx';

interface Props {
  client: RegisteredClient;
  onChanged: () => void;
  onSecret: (given: GivenSecret) => void;
}

type Act = 'secret' | 'keys' | 'suspension';

export const ClientItem = ({ client, onChanged, onSecret }: Props) => {
  const api = useApi(clients);
  const { say } = useParvis();
  const [act, setAct] = useState<Act>();
  const { id, name, disabledAt } = client;
  const params = { clientId: id };
  const close = () => setAct(undefined);
  const renew = async () => {
    const { secret } = await api.renewClientSecret({ params });
    say(`« ${name} » a un nouveau secret.`);
    onSecret({ name, id, secret });
  };
  const suspend = async () => {
    await api.disableClient({ params });
    say(`« ${name} » est suspendu.`);
    onChanged();
  };
  const reinstate = async () => {
    await api.enableClient({ params });
    say(`« ${name} » n’est plus suspendu.`);
    onChanged();
  };
  return (
    <li class="card">
      <h3 class="card-title">{name}</h3>
      {disabledAt !== undefined && (
        <p>
          <strong>Suspendu depuis le {frenchDay(disabledAt)}</strong>
        </p>
      )}
      <ClientFacts client={client} />
      <p class="actions">
        <button type="button" class="quiet" onClick={() => setAct(client.proof.by === 'secret' ? 'secret' : 'keys')}>
          {client.proof.by === 'secret' ? 'Donner un nouveau secret' : 'Remplacer les clés'}
          <span class="visually-hidden"> – « {name} »</span>
        </button>
        <button type="button" class="quiet" onClick={() => setAct('suspension')}>
          {disabledAt === undefined ? 'Suspendre' : 'Lever la suspension'}
          <span class="visually-hidden"> – « {name} »</span>
        </button>
      </p>
      {act === 'secret' && (
        <Confirmed title={`Donner un nouveau secret à « ${name} » ?`} action="Donner un nouveau secret" onConfirm={renew} onClose={close}>
          <p>L’ancien secret cesse de servir aussitôt : le service ne fonctionnera plus tant que son équipe n’aura pas mis le nouveau.</p>
        </Confirmed>
      )}
      {act === 'keys' && <ReplaceKeys client={client} onChanged={onChanged} onClose={close} />}
      {act === 'suspension' && disabledAt === undefined && (
        <Confirmed title={`Suspendre « ${name} » ?`} action="Suspendre" onConfirm={suspend} onClose={close}>
          <p>Plus personne ne pourra s’y connecter avec son compte Parvis. Les accords déjà donnés sont conservés.</p>
        </Confirmed>
      )}
      {act === 'suspension' && disabledAt !== undefined && (
        <Confirmed
          title={`Lever la suspension de « ${name} » ?`}
          action="Lever la suspension"
          dangerous={false}
          onConfirm={reinstate}
          onClose={close}
        >
          <p>On pourra de nouveau s’y connecter, avec les mêmes accords qu’avant.</p>
        </Confirmed>
      )}
    </li>
  );
};

const ClientFacts = ({ client }: { client: RegisteredClient }) => (
  <>
    <p class="facts">
      {kindNames[client.kind]} <code>{client.id}</code> – inscrit le {frenchDay(client.registeredAt)} –{' '}
      {client.proof.by === 'secret' ? 'reconnu par un secret' : `reconnu par ${counted(client.proof.keys.length, 'clé')}`}
    </p>
    <p class="facts">
      Contact : <MailAddress of={client.contact} />
    </p>
    {client.kind === 'partner' && (
      <>
        <p>Ce que chacun lit avant de donner son accord :</p>
        <ul>
          <li>{client.purpose}</li>
          {client.scopes.map((scope) => (
            <li key={scope}>{partnerScopes[scope]}</li>
          ))}
        </ul>
        <p>Où l’on revient :</p>
        <ul>
          {[...client.returnsTo, ...client.signedOutTo].map((address) => (
            <li key={address}>{address}</li>
          ))}
        </ul>
      </>
    )}
  </>
);
