import { useState } from 'preact/hooks';
import { identity } from '../../../../schemas/routes/identity.ts';
import type { SessionId } from '../../../../schemas/session.ts';
import { Failure } from '../../calls/failure.tsx';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { useSending } from '../../calls/sending.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { Page } from '../../frame/page.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchMoment } from '../../french.ts';

/** Where somebody is signed in; each can be signed out from here, and all at once. To close this browser's own session is to sign out. */
export const Devices = () => {
  const api = useApi(identity);
  const { session, say } = useParvis();
  const { error, send } = useSending();
  const [everywhere, setEverywhere] = useState(false);
  const sessions = useLoading(() => api.listSessions());
  const close = (sessionId: SessionId, device: string) =>
    send(async () => {
      await api.closeSession({ params: { sessionId } });
      say(`« ${device} » est déconnecté. Cela prend effet partout dans les cinq minutes.`);
      sessions.reload();
    });
  return (
    <Page title="Appareils connectés" overline="Mon compte">
      <p>Vous êtes connecté dans ces navigateurs. Déconnectez ceux que vous ne reconnaissez pas, puis changez de mot de passe.</p>
      {error !== undefined && <Failure error={error} />}
      <Loaded of={sessions}>
        {({ items }) => (
          <ul class="cards">
            {items.map(({ id, device, openedAt, lastSeenAt, current }) => {
              const name = device ?? 'Appareil inconnu';
              return (
                <li class="card" key={id}>
                  <h2 class="card-title">
                    {name}
                    {current && ' (cet appareil)'}
                  </h2>
                  <p>Connecté depuis le {frenchMoment(openedAt)}</p>
                  <p class="facts">Vu la dernière fois le {frenchMoment(lastSeenAt)}</p>
                  <p class="actions">
                    {current ? (
                      <button type="button" class="quiet" onClick={() => void send(() => session.signOut())}>
                        Me déconnecter<span class="visually-hidden"> de cet appareil</span>
                      </button>
                    ) : (
                      <button type="button" class="quiet" onClick={() => void close(id, name)}>
                        Déconnecter<span class="visually-hidden"> {name}</span>
                      </button>
                    )}
                  </p>
                </li>
              );
            })}
          </ul>
        )}
      </Loaded>
      <p>
        <button type="button" onClick={() => setEverywhere(true)}>
          Me déconnecter partout
        </button>
      </p>
      {everywhere && (
        <Confirmed
          title="Vous déconnecter partout ?"
          action="Me déconnecter partout"
          onConfirm={async () => {
            await api.closeSessions();
            await session.signOut();
          }}
          onClose={() => setEverywhere(false)}
        >
          <p>
            Tous vos appareils seront déconnectés dans les cinq minutes, et celui-ci tout de suite. Vous devrez vous connecter de nouveau.
          </p>
        </Confirmed>
      )}
    </Page>
  );
};
