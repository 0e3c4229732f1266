import { useState } from 'preact/hooks';
import { clients } from '../../../../schemas/routes/clients.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Page } from '../../frame/page.tsx';
import { useApi } from '../../frame/parvis.ts';
import { ClientItem } from './client-item.tsx';
import { type GivenSecret, NewSecret } from './new-secret.tsx';
import { RegisterClient } from './register-client.tsx';

/** Which services may know people who agree to it, and which programs may call: administrators register, renew and suspend them. */
export const ClientsPage = () => {
  const api = useApi(clients);
  const registered = useLoading(() => api.listClients());
  const [given, setGiven] = useState<GivenSecret>();
  return (
    <Page title="Services partenaires">
      <p>
        Les services où l’on se connecte avec son compte Parvis, et les programmes des administrations. Chaque changement fait ici est
        inscrit au journal.
      </p>
      {given && <NewSecret given={given} onDone={() => setGiven(undefined)} />}
      <section aria-labelledby="services">
        <h2 id="services">Services inscrits</h2>
        <Loaded of={registered}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="empty">Aucun service n’est inscrit.</p>
            ) : (
              <ul class="cards">
                {items.map((client) => (
                  <ClientItem key={client.id} client={client} onChanged={registered.reload} onSecret={setGiven} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
      <section aria-labelledby="inscrire">
        <h2 id="inscrire">Inscrire un service</h2>
        <RegisterClient
          onRegistered={(secret) => {
            setGiven(secret);
            registered.reload();
          }}
        />
      </section>
    </Page>
  );
};
