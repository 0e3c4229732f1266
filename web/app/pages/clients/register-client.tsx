import { clients } from '../../../../schemas/routes/clients.ts';
import { CheckField, TextArea, TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { RadioField } from '../../forms/radio-field.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { nothingTyped, requestOf, type TypedClient } from './client-request.ts';
import { KEYS_HINT, kinds, proofs } from './client-words.ts';
import type { GivenSecret } from './new-secret.tsx';

interface Props {
  /** With the secret, of those that have one. */
  onRegistered: (given: GivenSecret | undefined) => void;
}

export const RegisterClient = ({ onRegistered }: Props) => {
  const api = useApi(clients);
  const { say } = useParvis();
  const { values, change, forget } = useKept('service-partenaire', nothingTyped);
  const register = async () => {
    const { client, secret } = await api.registerClient({ body: requestOf(values) });
    forget();
    say(`« ${client.name} » est inscrit.`);
    onRegistered(secret === null ? undefined : { name: client.name, id: client.id, secret });
  };
  return (
    <Form action="Inscrire" onSend={register}>
      {(errorOf) => (
        <>
          <RadioField name="kind" label="Ce que vous inscrivez" value={values.kind} onValue={(kind) => change({ kind })} options={kinds} />
          <TextField name="name" label="Nom" error={errorOf('name')} value={values.name} onValue={(name) => change({ name })} />
          <TextField
            name="id"
            label="Identifiant"
            hint="En minuscules, sans accents ni espaces. Il ne changera plus. Exemple : mediatheque"
            error={errorOf('id')}
            value={values.id}
            onValue={(id) => change({ id })}
          />
          <TextField
            name="contact"
            label="Adresse électronique de contact"
            hint="De l’équipe qui tient ce service, pour la prévenir."
            error={errorOf('contact')}
            value={values.contact}
            onValue={(contact) => change({ contact })}
            type="email"
          />
          {values.kind === 'partner' && <PartnerFields typed={values} onTyped={change} errorOf={errorOf} />}
          <RadioField
            name="by"
            label="Comment il se fait reconnaître"
            value={values.by}
            onValue={(by) => change({ by })}
            options={proofs}
          />
          {values.by === 'private_key_jwt' && (
            <TextArea
              name="proof.keys"
              label="Clés publiques"
              hint={KEYS_HINT}
              error={errorOf('proof.keys')}
              value={values.keys}
              onValue={(keys) => change({ keys })}
              rows={6}
            />
          )}
        </>
      )}
    </Form>
  );
};

interface PartnerProps {
  typed: TypedClient;
  onTyped: (change: Partial<TypedClient>) => void;
  errorOf: (field: string) => string | undefined;
}

const PartnerFields = ({ typed, onTyped, errorOf }: PartnerProps) => (
  <>
    <TextField
      name="purpose"
      label="À quoi il sert"
      hint="Une phrase que chacun lit avant de donner son accord. Exemple : Emprunter des livres et prolonger vos prêts."
      error={errorOf('purpose')}
      value={typed.purpose}
      onValue={(purpose) => onTyped({ purpose })}
    />
    <CheckField
      name="email"
      label="Ce service demande aussi l’adresse électronique de chacun"
      checked={typed.email}
      onChecked={(email) => onTyped({ email })}
    />
    <TextArea
      name="returnsTo"
      label="Adresses de retour après la connexion"
      hint="Une par ligne, entière, en https, toutes du même site."
      error={errorOf('returnsTo')}
      value={typed.returnsTo}
      onValue={(returnsTo) => onTyped({ returnsTo })}
      rows={3}
    />
    <TextArea
      name="signedOutTo"
      label="Adresses de retour après la déconnexion (facultatif)"
      hint="Une par ligne."
      error={errorOf('signedOutTo')}
      value={typed.signedOutTo}
      onValue={(signedOutTo) => onTyped({ signedOutTo })}
      rows={2}
    />
  </>
);
