import { alerts } from '../../../schemas/routes/alerts.ts';
import { Loaded, useLoading } from '../calls/loading.tsx';
import { MailAddress } from '../frame/mail-address.tsx';
import { Page } from '../frame/page.tsx';
import { useApi, useParvis } from '../frame/parvis.ts';
import { counted, frenchDay } from '../french.ts';
import { DeletionWaiting } from './account/deletion-waiting.tsx';
import { DocumentsTile } from './dashboard/documents-tile.tsx';
import { ExpiringDocuments } from './dashboard/expiring-documents.tsx';
import { Tile } from './dashboard/tile.tsx';
import { WaitingInvitations } from './dashboard/waiting-invitations.tsx';
import { MailStopped } from './subscriptions/mail-stopped.tsx';

/** What the person has and what waits for them, each in a tile that leads there. */
export const Dashboard = () => {
  const { me } = useParvis();
  return (
    <Page title="Tableau de bord">
      <DeletionWaiting />
      <MailStopped mail={me.mail} />
      <WaitingInvitations />
      <ExpiringDocuments />
      <div class="tiles">
        <DocumentsTile />
        <SubscriptionsTile />
        <Tile title="Mes alertes" to="/alertes">
          <p>Quand vous êtes prévenu, par courriel ou par SMS.</p>
        </Tile>
        <SpacesTile />
        <Tile title="Mes coordonnées" to="/compte/informations">
          <p>
            <MailAddress of={me.email} />
          </p>
          <p class="facts">Compte ouvert le {frenchDay(me.openedAt)}</p>
        </Tile>
      </div>
    </Page>
  );
};

const SubscriptionsTile = () => {
  const { me } = useParvis();
  const api = useApi(alerts);
  const latest = useLoading(() => api.listSubscriptions({ params: { spaceId: me.personalSpaceId }, query: { limit: 4 } }));
  return (
    <Tile title="Mes abonnements" to={`/espaces/${me.personalSpaceId}/abonnements`}>
      <Loaded of={latest}>
        {({ items, next }) =>
          items.length === 0 ? (
            <p>Vous ne suivez encore aucune fiche.</p>
          ) : (
            <>
              <ul>
                {items.map(({ audience, ficheId, title }) => (
                  <li key={`${audience}/${ficheId}`}>
                    <a href={`/fiches/${audience}/${ficheId}.html`}>{title}</a>
                  </li>
                ))}
              </ul>
              {next !== null && <p class="facts">Et d’autres : plus de {counted(items.length, 'fiche')}.</p>}
            </>
          )
        }
      </Loaded>
    </Tile>
  );
};

const SpacesTile = () => {
  const { spaces } = useParvis();
  const associations = spaces.filter(({ kind }) => kind === 'association');
  return (
    <Tile title="Mes autres espaces" to="/espaces">
      {associations.length === 0 ? (
        <p>Ajoutez une association pour partager documents et démarches avec ses membres.</p>
      ) : (
        <ul>
          {associations.slice(0, 4).map((space) => (
            <li key={space.id}>
              <a href={`#/espaces/${space.id}`}>{space.name}</a>
            </li>
          ))}
        </ul>
      )}
    </Tile>
  );
};
