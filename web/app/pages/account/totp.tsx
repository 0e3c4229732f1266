import { useState } from 'preact/hooks';
import type { TotpSetup } from '../../../../schemas/factor.ts';
import { factors } from '../../../../schemas/routes/factors.ts';
import { Failure } from '../../calls/failure.tsx';
import { useSending } from '../../calls/sending.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchDay } from '../../french.ts';
import type { FactorPart } from './factor-part.ts';

export const Totp = ({ factors: { totp }, onChanged }: FactorPart) => {
  const api = useApi(factors);
  const { say } = useParvis();
  const { error, send } = useSending();
  const [setup, setSetup] = useState<TotpSetup>();
  const [removing, setRemoving] = useState(false);
  const begin = () => send(async () => setSetup(await api.beginTotp()));
  const remove = async () => {
    onChanged(await api.removeTotp());
    say('L’application d’authentification n’est plus demandée.');
  };
  return (
    <section aria-labelledby="application">
      <h2 id="application">Application d’authentification</h2>
      {error !== undefined && <Failure error={error} />}
      {totp ? (
        <div class="card">
          <p>En service depuis le {frenchDay(totp.addedAt)}.</p>
          <p class="actions">
            <button type="button" class="quiet" onClick={() => setRemoving(true)}>
              Ne plus l’utiliser
            </button>
          </p>
        </div>
      ) : (
        <p>À chaque connexion, une application de votre téléphone vous donne un code à six chiffres.</p>
      )}
      {setup ? (
        <TotpForm
          setup={setup}
          onConfirmed={(changed) => {
            setSetup(undefined);
            onChanged(changed);
            say('L’application d’authentification est en service.');
          }}
        />
      ) : (
        <p>
          <button type="button" class={totp ? 'quiet' : undefined} onClick={() => void begin()}>
            {totp ? 'Changer d’application' : 'Utiliser une application'}
          </button>
        </p>
      )}
      {removing && (
        <Confirmed
          title="Ne plus utiliser cette application ?"
          action="Ne plus l’utiliser"
          onConfirm={remove}
          onClose={() => setRemoving(false)}
        >
          <p>Votre compte sera moins protégé si quelqu’un apprend votre mot de passe.</p>
        </Confirmed>
      )}
    </section>
  );
};

const TotpForm = ({ setup, onConfirmed }: { setup: TotpSetup; onConfirmed: FactorPart['onChanged'] }) => {
  const api = useApi(factors);
  const [code, setCode] = useState('');
  return (
    <Form action="Confirmer" onSend={async () => onConfirmed(await api.confirmTotp({ body: { code } }))}>
      {(errorOf) => (
        <>
          <p>Scannez ce dessin avec votre application, puis saisissez le code qu’elle affiche.</p>
          <img class="qr" src={`data:image/svg+xml,${encodeURIComponent(setup.qrCode)}`} alt="Code QR à scanner avec l’application" />
          <p>
            Vous ne pouvez pas scanner ? Saisissez cette clé dans l’application : <code>{setup.secret}</code>, ou{' '}
            <a href={setup.address}>ouvrez l’application de cet appareil</a>.
          </p>
          <TextField
            name="code"
            label="Code à six chiffres"
            error={errorOf('code')}
            value={code}
            onValue={setCode}
            inputMode="numeric"
            autocomplete="one-time-code"
            short
          />
        </>
      )}
    </Form>
  );
};
