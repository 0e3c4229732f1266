import { useState } from 'preact/hooks';
import { alerts } from '../../../../schemas/routes/alerts.ts';
import type { Frequency, Subscription, SubscriptionChoice } from '../../../../schemas/subscription.ts';
import { Failure } from '../../calls/failure.tsx';
import { useSending } from '../../calls/sending.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchDay } from '../../french.ts';
import { WayField } from './way-field.tsx';

interface Props {
  subscription: Subscription;
  defaultFrequency: Frequency;
  phone: boolean;
  onChanged: (subscription: Subscription) => void;
  onLeft: () => void;
}

export const SubscriptionItem = ({ subscription, defaultFrequency, phone, onChanged, onLeft }: Props) => {
  const api = useApi(alerts);
  const { say } = useParvis();
  const { busy, error, send } = useSending();
  const [leaving, setLeaving] = useState(false);
  const { spaceId, audience, ficheId, title, ficheStatus, subscribedAt } = subscription;
  const params = { spaceId, audience, ficheId };
  const choose = (body: SubscriptionChoice) =>
    send(async () => {
      onChanged(await api.subscribeToFiche({ params, body }));
      say(`Votre choix pour « ${title} » est enregistré.`);
    });
  const leave = async () => {
    await api.unsubscribeFromFiche({ params });
    say(`Vous n’êtes plus abonné à « ${title} ».`);
    onLeft();
  };
  return (
    <li class="card" aria-busy={busy}>
      <h2 class="card-title">
        <a href={`/fiches/${audience}/${ficheId}.html`}>{title}</a>
      </h2>
      <p class="facts">
        {ficheStatus === 'removed' ? 'Cette fiche a été retirée : elle ne changera plus. ' : ''}Abonnement du {frenchDay(subscribedAt)}
      </p>
      {error !== undefined && <Failure error={error} />}
      <WayField subscription={subscription} defaultFrequency={defaultFrequency} phone={phone} onChoice={(body) => void choose(body)} />
      <p class="actions">
        <button type="button" class="quiet" onClick={() => setLeaving(true)}>
          Me désabonner<span class="visually-hidden"> de « {title} »</span>
        </button>
      </p>
      {leaving && (
        <Confirmed title="Vous désabonner de cette fiche ?" action="Me désabonner" onConfirm={leave} onClose={() => setLeaving(false)}>
          <p>Vous ne recevrez plus rien quand « {title} » changera. Vous pourrez vous abonner de nouveau depuis la fiche.</p>
        </Confirmed>
      )}
    </li>
  );
};
