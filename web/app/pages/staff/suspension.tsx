import { staff } from '../../../../schemas/routes/staff.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import type { MemberPart } from './member-part.ts';

/** Asks before an account is suspended, and before it is reinstated. */
export const Suspension = ({ member, onChanged, onClose }: MemberPart & { onClose: () => void }) => {
  const api = useApi(staff);
  const { say } = useParvis();
  const { accountId, email } = member;
  const params = { accountId };
  const suspend = async () => {
    await api.suspendAccount({ params });
    onChanged({ ...member, status: 'suspended' });
    say(`Le compte de ${email} est suspendu.`);
  };
  const reinstate = async () => {
    await api.reinstateAccount({ params });
    onChanged({ ...member, status: 'active' });
    say(`La suspension de ${email} est levée.`);
  };
  return member.status === 'active' ? (
    <Confirmed title={`Suspendre le compte de ${email} ?`} action="Suspendre le compte" onConfirm={suspend} onClose={onClose}>
      <p>
        Cette personne est déconnectée partout et ne peut plus se connecter. Son travail est gardé, et vous pourrez lever la suspension.
      </p>
    </Confirmed>
  ) : (
    <Confirmed
      title={`Lever la suspension de ${email} ?`}
      action="Lever la suspension"
      dangerous={false}
      onConfirm={reinstate}
      onClose={onClose}
    >
      <p>Cette personne pourra se connecter de nouveau, avec le rôle qu’elle avait.</p>
    </Confirmed>
  );
};
