import { useState } from 'preact/hooks';
import { credentials } from '../../../../schemas/routes/credentials.ts';
import { TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchDay } from '../../french.ts';

interface Props {
  /** Null for who has none. */
  changedAt: string | null;
  onChanged: () => void;
}

/** The former password is asked, and the other devices are signed out. What is typed here is never kept. */
export const PasswordPart = ({ changedAt, onChanged }: Props) => {
  const api = useApi(credentials);
  const { say } = useParvis();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = async () => {
    await api.changePassword({ body: { current, next } });
    setCurrent('');
    setNext('');
    say('Votre mot de passe est changé. Vos autres appareils sont déconnectés.');
    onChanged();
  };
  return (
    <section aria-labelledby="mot-de-passe">
      <h2 id="mot-de-passe">Mot de passe</h2>
      {changedAt === null ? (
        <>
          <p>
            Votre compte n’a pas de mot de passe : vous vous connectez avec FranceConnect. Celui que vous y saisissez{' '}
            <a href="/api/identity/franceconnect/password">se change auprès de votre fournisseur d’identité</a>.
          </p>
          <p>
            Pour vous connecter aussi sans FranceConnect, <a href="/api/identity/password">choisissez un mot de passe Parvis</a> : un lien
            vous sera envoyé.
          </p>
        </>
      ) : (
        <>
          <p class="facts">Changé le {frenchDay(changedAt)}</p>
          <Form action="Changer mon mot de passe" onSend={change}>
            {(errorOf) => (
              <>
                <TextField
                  name="current"
                  label="Mot de passe actuel"
                  type="password"
                  autocomplete="current-password"
                  error={errorOf('current')}
                  value={current}
                  onValue={setCurrent}
                />
                <TextField
                  name="next"
                  label="Nouveau mot de passe"
                  hint="Au moins 8 caractères, avec une majuscule, une minuscule et un chiffre."
                  type="password"
                  autocomplete="new-password"
                  error={errorOf('next')}
                  value={next}
                  onValue={setNext}
                />
              </>
            )}
          </Form>
        </>
      )}
    </section>
  );
};
