import { alerts } from '../../../../schemas/routes/alerts.ts';
import { phone } from '../../../../schemas/routes/phone.ts';
import type { Subscription } from '../../../../schemas/subscription.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Page } from '../../frame/page.tsx';
import type { PageOf } from '../../frame/pages.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { nameOf } from '../../frame/space-name.ts';
import { useSpace } from '../../frame/spaces.ts';
import { counted } from '../../french.ts';
import { MailStopped } from './mail-stopped.tsx';
import { SubscriptionItem } from './subscription-item.tsx';

const ficheOf = ({ audience, ficheId }: Subscription): string => `${audience}/${ficheId}`;

/** A space follows two hundred fiches at most: they are read to the end, so that they can be looked through. */
const readAll = async (read: (cursor?: string) => Promise<{ items: Subscription[]; next: string | null }>): Promise<Subscription[]> => {
  const { items, next } = await read();
  return next === null ? items : [...items, ...(await readAll(() => read(next)))];
};

export const Subscriptions: PageOf<'spaceId'> = ({ spaceId }) => {
  const space = useSpace(spaceId);
  const { me } = useParvis();
  const api = useApi(alerts);
  const phones = useApi(phone);
  const loading = useLoading(async () => {
    const [items, preferences, { verifiedAt }] = await Promise.all([
      readAll((cursor) => api.listSubscriptions({ params: { spaceId }, query: { limit: 100, cursor } })),
      api.readAlertPreferences(),
      phones.readMyPhone(),
    ]);
    return { items, preferences, phone: verifiedAt !== null };
  }, [spaceId]);
  return (
    <Page title="Mes abonnements" overline={space?.kind === 'association' ? nameOf(space) : undefined}>
      <MailStopped mail={me.mail} />
      <Loaded of={loading}>
        {({ items, preferences, phone: verified }) => {
          const show = (next: Subscription[]) => loading.show({ items: next, preferences, phone: verified });
          return items.length === 0 ? (
            <Nothing />
          ) : (
            <>
              <p>
                Vous suivez {counted(items.length, 'fiche')}. <a href="#/alertes">Choisir quand et comment vous êtes prévenu</a>
              </p>
              {preferences.digestsPaused && (
                <p class="note">
                  Vos récapitulatifs sont suspendus. <a href="#/alertes">Les reprendre</a>
                </p>
              )}
              <ul class="cards">
                {items.map((one) => (
                  <SubscriptionItem
                    key={ficheOf(one)}
                    subscription={one}
                    defaultFrequency={preferences.defaultFrequency}
                    phone={verified}
                    onChanged={(changed) => show(items.map((other) => (ficheOf(other) === ficheOf(changed) ? changed : other)))}
                    onLeft={() => show(items.filter((other) => other !== one))}
                  />
                ))}
              </ul>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
};

const Nothing = () => (
  <div class="empty">
    <p>Vous ne suivez encore aucune fiche.</p>
    <p>Sur chaque fiche, le bouton « S’abonner » vous fait prévenir quand elle change de façon importante.</p>
    <p>
      <a href="/#themes">Chercher une fiche</a>
    </p>
  </div>
);
