import { useEffect } from 'preact/hooks';
import type { DataExport } from '../../../../schemas/leaving.ts';
import { leaving } from '../../../../schemas/routes/leaving.ts';
import { Failure } from '../../calls/failure.tsx';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { useSending } from '../../calls/sending.ts';
import { Page } from '../../frame/page.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchMoment } from '../../french.ts';
import { sizeOf } from '../documents/sizes.ts';
import { Deletion } from './deletion.tsx';

const LOOK_MILLISECONDS = 5000;

/** A copy of everything, and the way out. */
export const MyData = () => {
  const api = useApi(leaving);
  const { say } = useParvis();
  const { busy, error, send } = useSending();
  const exports = useLoading(() => api.listExports());
  const preparing = exports.state === 'ready' && exports.value.items.some(({ state }) => state === 'preparing');
  useEffect(() => {
    if (!preparing) return undefined;
    const timer = setInterval(exports.reload, LOOK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [preparing, exports.reload]);
  const ask = () =>
    send(async () => {
      await api.askForExport();
      say('La copie est en préparation. Un courriel vous dira quand elle sera prête.');
      exports.reload();
    });
  const download = ({ id }: DataExport) => send(async () => location.assign((await api.downloadExport({ params: { exportId: id } })).url));
  return (
    <Page title="Mes données" overline="Mon compte">
      <section aria-labelledby="copie">
        <h2 id="copie">Télécharger une copie de tout</h2>
        <p>
          Une seule archive : vos données en JSON, et vos documents tels que vous les avez ajoutés. Elle est préparée en arrière-plan et
          reste disponible 24 heures.
        </p>
        {error !== undefined && <Failure error={error} />}
        <Loaded of={exports}>
          {({ items }) => (
            <ul class="cards">
              {items
                .filter(({ state }) => state !== 'gone')
                .map((one) => (
                  <li class="card" key={one.id}>
                    <p>
                      Demandée le {frenchMoment(one.askedAt)}
                      {one.bytes !== null && ` – ${sizeOf(one.bytes)}`}
                    </p>
                    {one.state === 'preparing' ? (
                      <p class="facts" role="status">
                        En préparation…
                      </p>
                    ) : (
                      <>
                        {one.availableUntil && <p class="facts">Disponible jusqu’au {frenchMoment(one.availableUntil)}</p>}
                        <p class="actions">
                          <button type="button" onClick={() => void download(one)}>
                            Télécharger
                          </button>
                        </p>
                      </>
                    )}
                  </li>
                ))}
            </ul>
          )}
        </Loaded>
        {!preparing && (
          <p>
            <button type="button" class="quiet" aria-busy={busy} onClick={() => void ask()}>
              Demander une copie
            </button>
          </p>
        )}
      </section>
      <Deletion />
    </Page>
  );
};
