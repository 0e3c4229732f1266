import type { SpaceId } from '../../../../schemas/account.ts';
import { invitations } from '../../../../schemas/routes/invitations.ts';
import type { Invitation } from '../../../../schemas/space.ts';
import { Failure } from '../../calls/failure.tsx';
import { useSending } from '../../calls/sending.ts';
import { MailAddress } from '../../frame/mail-address.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchDay } from '../../french.ts';

interface Props {
  spaceId: SpaceId;
  invitation: Invitation;
  onChanged: () => void;
}

export const InvitationItem = ({ spaceId, invitation, onChanged }: Props) => {
  const api = useApi(invitations);
  const { say } = useParvis();
  const { busy, error, send } = useSending();
  const { id, email, invitedBy, invitedAt, expiresAt, remindersLeft } = invitation;
  const params = { spaceId, invitationId: id };
  const remind = () =>
    send(async () => {
      await api.remindInvitation({ params });
      say(`L’invitation est envoyée de nouveau à ${email}.`);
      onChanged();
    });
  const withdraw = () =>
    send(async () => {
      await api.withdrawInvitation({ params });
      say(`L’invitation de ${email} est retirée.`);
      onChanged();
    });
  return (
    <li class="card" aria-busy={busy}>
      <h3 class="card-title">
        <MailAddress of={email} />
      </h3>
      <p class="facts">
        Invitation de {invitedBy}, le {frenchDay(invitedAt)} – valable jusqu’au {frenchDay(expiresAt)}
      </p>
      {error !== undefined && <Failure error={error} />}
      <p class="actions">
        {remindersLeft > 0 && (
          <button type="button" class="quiet" onClick={() => void remind()}>
            Envoyer de nouveau<span class="visually-hidden"> à {email}</span>
          </button>
        )}
        <button type="button" class="quiet" onClick={() => void withdraw()}>
          Retirer l’invitation<span class="visually-hidden"> de {email}</span>
        </button>
      </p>
    </li>
  );
};
