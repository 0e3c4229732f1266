import { useState } from 'preact/hooks';
import { credentials } from '../../../../schemas/routes/credentials.ts';
import { TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { MailAddress } from '../../frame/mail-address.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';

/** The new address takes the place of the old one once it was verified; the old one is told. */
export const AddressPart = ({ hasPassword }: { hasPassword: boolean }) => {
  const api = useApi(credentials);
  const { me, say } = useParvis();
  const { values, change, forget } = useKept('adresse', { email: '' });
  const [password, setPassword] = useState('');
  const ask = async () => {
    await api.askAddressChange({ body: { ...values, ...(hasPassword && { password }) } });
    forget();
    setPassword('');
    say(`Un courriel est parti à ${values.email} : ouvrez-le pour confirmer. D’ici là, votre adresse reste ${me.email}.`);
  };
  return (
    <section aria-labelledby="adresse">
      <h2 id="adresse">Adresse électronique</h2>
      <p>
        <MailAddress of={me.email} />
      </p>
      <Form action="Changer d’adresse" onSend={ask}>
        {(errorOf) => (
          <>
            <TextField
              name="email"
              label="Nouvelle adresse"
              type="email"
              autocomplete="email"
              error={errorOf('email')}
              value={values.email}
              onValue={(email) => change({ email })}
            />
            {hasPassword && (
              <TextField
                name="password"
                label="Votre mot de passe"
                type="password"
                autocomplete="current-password"
                error={errorOf('password')}
                value={password}
                onValue={setPassword}
              />
            )}
          </>
        )}
      </Form>
    </section>
  );
};
