import { useState } from 'preact/hooks';
import { staff } from '../../../../schemas/routes/staff.ts';
import type { StaffInvitation } from '../../../../schemas/staff.ts';
import { Failure } from '../../calls/failure.tsx';
import { useSending } from '../../calls/sending.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { MailAddress } from '../../frame/mail-address.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchDay } from '../../french.ts';
import { placeName } from './staff-roles.ts';

interface Props {
  invitation: StaffInvitation;
  onChanged: () => void;
}

export const StaffInvitationItem = ({ invitation, onChanged }: Props) => {
  const api = useApi(staff);
  const { say } = useParvis();
  const { busy, error, send } = useSending();
  const [withdrawing, setWithdrawing] = useState(false);
  const { id, email, invitedAt, expiresAt } = invitation;
  const params = { staffInvitationId: id };
  const sendAgain = () =>
    send(async () => {
      const { expiresAt: until } = await api.sendStaffInvitationAgain({ params });
      say(`L’invitation est envoyée de nouveau à ${email}. Elle est valable jusqu’au ${frenchDay(until)}.`);
      onChanged();
    });
  const withdraw = async () => {
    await api.withdrawStaffInvitation({ params });
    say(`L’invitation de ${email} est retirée.`);
    onChanged();
  };
  return (
    <li class="card" aria-busy={busy}>
      <h3 class="card-title">
        <MailAddress of={email} />
      </h3>
      <p>{placeName(invitation)}</p>
      <p class="facts">
        Invitation du {frenchDay(invitedAt)} – valable jusqu’au {frenchDay(expiresAt)}
      </p>
      {error !== undefined && <Failure error={error} />}
      <p class="actions">
        <button type="button" class="quiet" onClick={() => void sendAgain()}>
          Envoyer de nouveau<span class="visually-hidden"> à {email}</span>
        </button>
        <button type="button" class="quiet" onClick={() => setWithdrawing(true)}>
          Retirer l’invitation<span class="visually-hidden"> de {email}</span>
        </button>
      </p>
      {withdrawing && (
        <Confirmed
          title={`Retirer l’invitation de ${email} ?`}
          action="Retirer l’invitation"
          onConfirm={withdraw}
          onClose={() => setWithdrawing(false)}
        >
          <p>Le lien que cette personne a reçu ne servira plus. Vous pourrez l’inviter de nouveau.</p>
        </Confirmed>
      )}
    </li>
  );
};
