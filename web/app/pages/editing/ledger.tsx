import type { Ledger } from '../../../../schemas/publication.ts';
import { alerts } from '../../../../schemas/routes/alerts.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Page } from '../../frame/page.tsx';
import type { PageOf } from '../../frame/pages.tsx';
import { useApi } from '../../frame/parvis.ts';
import { frenchMoment } from '../../french.ts';

const states: Record<Ledger['state'], string> = {
  waiting: 'En attente : cette fiche a déjà donné lieu à une alerte il y a peu',
  planned: 'Préparation des envois',
  sending: 'Envoi en cours',
  done: 'Envoi terminé',
};

const rowsOf = (ledger: Ledger): [string, number][] => [
  ['Personnes à prévenir', ledger.expected],
  ['Prises en charge par le service d’envoi', ledger.accepted],
  ['Reçues', ledger.delivered],
  ['Revenues, adresse en défaut', ledger.bounced],
  ['Signalées comme indésirables', ledger.complained],
  ['Refusées par le service d’envoi', ledger.failed],
  ['Ne sont plus à prévenir', ledger.left],
  ['Prévenues par leur prochain récapitulatif', ledger.inDigests],
];

/** How the alert of a revision goes. */
export const LedgerPage: PageOf<'audience' | 'ficheId' | 'revision'> = ({ audience, ficheId, revision }) => {
  const api = useApi(alerts);
  const params = { audience, ficheId, revision };
  const ledger = useLoading(() => api.readLedger({ params }));
  return (
    <Page title="Envoi des alertes" overline={`Fiche ${ficheId}, révision ${revision}`}>
      <Loaded of={ledger}>
        {(read) => (
          <>
            <p>
              <strong>{states[read.state]}</strong>
            </p>
            <p class="facts">
              Commencé le {frenchMoment(read.startedAt)}
              {read.endedAt && `, terminé le ${frenchMoment(read.endedAt)}`}
            </p>
            {read.waitingUntil && <p>Au plus tard le {frenchMoment(read.waitingUntil)}.</p>}
            {read.toldWith !== null && (
              <p>Cette révision est annoncée avec la révision {read.toldWith} : les chiffres sont ceux de cette alerte.</p>
            )}
            <div class="table-frame" role="group" tabIndex={0} aria-label="Suivi de l’envoi">
              <table>
                <caption>Suivi de l’envoi</caption>
                <tbody>
                  {rowsOf(read).map(([name, people]) => (
                    <tr key={name}>
                      <th scope="row">{name}</th>
                      <td>{people.toLocaleString('fr')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <p>
              <button type="button" class="quiet" onClick={ledger.reload}>
                Actualiser
              </button>
            </p>
          </>
        )}
      </Loaded>
    </Page>
  );
};
