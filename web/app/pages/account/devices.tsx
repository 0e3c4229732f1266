import { identity } from '../../../../schemas/routes/identity.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Page } from '../../frame/page.tsx';
import { useApi } from '../../frame/parvis.ts';
import { frenchMoment } from '../../french.ts';

/** Where somebody is signed in. */
export const Devices = () => {
  const api = useApi(identity);
  const sessions = useLoading(() => api.listSessions());
  return (
    <Page title="Appareils connectés" overline="Mon compte">
      <p>Vous êtes connecté dans ces navigateurs.</p>
      <Loaded of={sessions}>
        {({ items }) => (
          <ul class="cards">
            {items.map(({ id, device, openedAt, lastSeenAt }) => (
              <li class="card" key={id}>
                <h2 class="card-title">{device ?? 'Appareil inconnu'}</h2>
                <p>Connecté depuis le {frenchMoment(openedAt)}</p>
                <p class="facts">Vu la dernière fois le {frenchMoment(lastSeenAt)}</p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Page>
  );
};
