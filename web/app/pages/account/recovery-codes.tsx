import { useState } from 'preact/hooks';
import { factors } from '../../../../schemas/routes/factors.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { useApi } from '../../frame/parvis.ts';
import { counted, frenchDay } from '../../french.ts';
import type { FactorPart } from './factor-part.ts';

/** For the day on which the telephone is lost. */
export const RecoveryCodes = ({ factors: { recoveryCodes, totp, passkeys }, onChanged }: FactorPart) => {
  const api = useApi(factors);
  const [asking, setAsking] = useState(false);
  if (!totp && passkeys.length === 0) return null;
  return (
    <section aria-labelledby="secours">
      <h2 id="secours">Codes de secours</h2>
      <p>
        {recoveryCodes
          ? `Il vous reste ${counted(recoveryCodes.left, 'code')}, créés le ${frenchDay(recoveryCodes.madeAt)}.`
          : 'Vous n’avez pas encore de codes de secours.'}{' '}
        Chacun sert une seule fois, si vous perdez votre téléphone ou votre clé.
      </p>
      <p>
        <button type="button" class="quiet" onClick={() => setAsking(true)}>
          Créer dix nouveaux codes
        </button>
      </p>
      {asking && (
        <Confirmed
          title="Créer dix nouveaux codes ?"
          action="Créer dix codes"
          dangerous={false}
          onConfirm={async () => onChanged(await api.makeRecoveryCodes())}
          onClose={() => setAsking(false)}
        >
          <p>Les anciens codes ne serviront plus.</p>
        </Confirmed>
      )}
    </section>
  );
};

/** Shown once: the codes are kept nowhere that could be read. */
export const NewCodes = ({ codes }: { codes: string[] }) => (
  <section class="box box-warning" aria-labelledby="nouveaux-codes">
    <h2 id="nouveaux-codes">Vos codes de secours</h2>
    <p>Imprimez-les ou recopiez-les maintenant : ils ne seront plus montrés.</p>
    <ul class="codes">
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <p>
      <button type="button" class="quiet" onClick={() => print()}>
        Imprimer
      </button>
    </p>
  </section>
);
