import { useState } from 'preact/hooks';
import type { SpaceId } from '../../../../schemas/account.ts';
import { members } from '../../../../schemas/routes/members.ts';
import type { Member } from '../../../../schemas/space.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { TextField } from '../../forms/field.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';

interface Props {
  spaceId: SpaceId;
  member: Member;
  onRemoved: () => void;
}

/** Any member may; the reason is read by all. */
export const RemoveMember = ({ spaceId, member, onRemoved }: Props) => {
  const api = useApi(members);
  const { say } = useParvis();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const remove = async () => {
    await api.removeMember({ params: { spaceId, memberId: member.id }, body: { reason } });
    say(`${member.name} n’a plus accès à cet espace.`);
    onRemoved();
  };
  return (
    <>
      <p class="actions">
        <button type="button" class="quiet" onClick={() => setAsking(true)}>
          Retirer l’accès<span class="visually-hidden"> de {member.name}</span>
        </button>
      </p>
      {asking && (
        <Confirmed
          title={`Retirer l’accès de ${member.name} ?`}
          action="Retirer l’accès"
          onConfirm={remove}
          onClose={() => setAsking(false)}
        >
          <p>L’accès prend fin tout de suite. Les actions passées restent dans l’activité, sous son nom.</p>
          <TextField name="reason" label="Raison, que tous les membres et la personne retirée liront" value={reason} onValue={setReason} />
        </Confirmed>
      )}
    </>
  );
};
