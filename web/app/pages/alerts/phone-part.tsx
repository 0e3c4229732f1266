import { useState } from 'preact/hooks';
import type { Phone } from '../../../../schemas/phone.ts';
import { phone } from '../../../../schemas/routes/phone.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Confirmed } from '../../forms/confirmed.tsx';
import { TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { counted, frenchDay, frenchMoment } from '../../french.ts';

type Shown = { phone: Phone; onChanged: (phone: Phone) => void };

/** The number to which SMS go: chosen, proven by a code, taken away. */
export const PhonePart = () => {
  const api = useApi(phone);
  const loading = useLoading(() => api.readMyPhone());
  return (
    <section aria-labelledby="sms">
      <h2 id="sms">Alertes par SMS</h2>
      <Loaded of={loading}>
        {(mine) => (
          <>
            {mine.notices.map((notice) => (
              <p class="note" key={notice}>
                {notice}
              </p>
            ))}
            {mine.number !== null && <Verified phone={mine} onChanged={loading.show} />}
            {mine.waiting && <CodeForm phone={mine} onChanged={loading.show} />}
            <NumberForm phone={mine} onChanged={loading.show} />
          </>
        )}
      </Loaded>
    </section>
  );
};

const Verified = ({ phone: mine, onChanged }: Shown) => {
  const api = useApi(phone);
  const { say } = useParvis();
  const [removing, setRemoving] = useState(false);
  const remove = async () => {
    onChanged(await api.removePhone());
    say('Votre numéro est retiré. Vos alertes viennent par courriel.');
  };
  return (
    <div class="card">
      <p>
        <strong>{mine.number}</strong>
        {mine.verifiedAt && <span class="facts"> – vérifié le {frenchDay(mine.verifiedAt)}</span>}
      </p>
      <p class="facts">
        {counted(mine.month.sent, 'SMS', 'SMS')} ce mois-ci, sur {mine.month.most} possibles. Choisissez « Par SMS » pour une fiche dans vos
        abonnements.
      </p>
      <p class="actions">
        <button type="button" class="quiet" onClick={() => setRemoving(true)}>
          Retirer ce numéro
        </button>
      </p>
      {removing && (
        <Confirmed title="Retirer votre numéro ?" action="Retirer ce numéro" onConfirm={remove} onClose={() => setRemoving(false)}>
          <p>Les fiches que vous suivez par SMS vous seront signalées par courriel.</p>
        </Confirmed>
      )}
    </div>
  );
};

const CodeForm = ({ phone: { waiting }, onChanged }: Shown) => {
  const api = useApi(phone);
  const { say } = useParvis();
  const [code, setCode] = useState('');
  const verify = async () => {
    onChanged(await api.verifyPhone({ body: { code } }));
    setCode('');
    say('Votre numéro est vérifié.');
  };
  return (
    <Form action="Vérifier le code" onSend={verify}>
      {(errorOf) => (
        <TextField
          name="code"
          label={`Code reçu au ${waiting?.number ?? ''}`}
          hint={`Six chiffres, bons jusqu’au ${waiting ? frenchMoment(waiting.until) : ''}.`}
          error={errorOf('code')}
          value={code}
          onValue={setCode}
          inputMode="numeric"
          autocomplete="one-time-code"
          short
        />
      )}
    </Form>
  );
};

const NumberForm = ({ phone: { number, waiting }, onChanged }: Shown) => {
  const api = useApi(phone);
  const { say } = useParvis();
  const { values, change, forget } = useKept('telephone', { number: '' });
  const choose = async () => {
    const chosen = await api.choosePhone({ body: { number: values.number } });
    forget();
    onChanged(chosen);
    say('Un SMS avec un code est parti. Saisissez ce code ici.');
  };
  const again = number !== null || waiting !== null;
  return (
    <Form action={again ? 'Recevoir un code à ce numéro' : 'Recevoir un code'} onSend={choose}>
      {(errorOf) => (
        <TextField
          name="number"
          label={again ? 'Choisir un autre numéro' : 'Numéro de téléphone mobile'}
          hint="Par exemple 06 12 34 56 78. Un code vous est envoyé pour vérifier qu’il est à vous."
          error={errorOf('number')}
          value={values.number}
          onValue={(typed) => change({ number: typed })}
          type="tel"
          autocomplete="tel"
          short
        />
      )}
    </Form>
  );
};
