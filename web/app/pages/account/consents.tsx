import { useState } from 'preact/hooks';
import { partnerScopes } from '../../../../schemas/client.ts';
import type { Consent } from '../../../../schemas/consent.ts';
import { identity } from '../../../../schemas/routes/identity.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Confirmed } from '../../forms/confirmed.tsx';
import { Page } from '../../frame/page.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchDay } from '../../french.ts';

/** Services where the person signs in with this account, and what each may know. */
export const Consents = () => {
  const api = useApi(identity);
  const { say } = useParvis();
  const [withdrawing, setWithdrawing] = useState<Consent>();
  const consents = useLoading(() => api.listConsents());
  const withdraw = async () => {
    if (!withdrawing) return;
    await api.withdrawConsent({ params: { clientId: withdrawing.clientId } });
    consents.reload();
    say(`« ${withdrawing.name} » ne reçoit plus rien de votre compte.`);
  };
  return (
    <Page title="Autres espaces" overline="Mon compte">
      <p>Les services partenaires où vous vous connectez avec votre compte Parvis, et ce que chacun peut connaître de vous.</p>
      <Loaded of={consents}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="empty">
              Vous n’avez autorisé aucun service. Sur le site d’un service partenaire, choisissez « Se connecter avec Parvis » pour
              l’ajouter ici.
            </p>
          ) : (
            <ul class="cards">
              {items.map((consent) => (
                <li class="card" key={consent.clientId}>
                  <h2 class="card-title">{consent.name}</h2>
                  <p>{consent.purpose}</p>
                  <ul>
                    {consent.scopes.map((scope) => (
                      <li key={scope}>{partnerScopes[scope]}</li>
                    ))}
                  </ul>
                  <p class="facts">Autorisé depuis le {frenchDay(consent.since)}</p>
                  <p class="actions">
                    <button type="button" class="quiet" onClick={() => setWithdrawing(consent)}>
                      Retirer mon accord<span class="visually-hidden"> à « {consent.name} »</span>
                    </button>
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {withdrawing && (
        <Confirmed
          title={`Retirer votre accord à « ${withdrawing.name} » ?`}
          action="Retirer mon accord"
          onConfirm={withdraw}
          onClose={() => setWithdrawing(undefined)}
        >
          <p>
            Ce service ne recevra plus rien de votre compte. Ce qu’il sait déjà reste chez lui : adressez-vous à lui pour le faire effacer.
            Il vous demandera votre accord à la prochaine connexion.
          </p>
        </Confirmed>
      )}
    </Page>
  );
};
