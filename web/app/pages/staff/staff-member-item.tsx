import { useState } from 'preact/hooks';
import { MailAddress } from '../../frame/mail-address.tsx';
import { useParvis } from '../../frame/parvis.ts';
import { frenchDay } from '../../french.ts';
import { ChangePlace } from './change-place.tsx';
import type { MemberPart } from './member-part.ts';
import { placeName } from './staff-roles.ts';
import { Suspension } from './suspension.tsx';

const statusNames = { active: '', suspended: 'Compte suspendu', closed: 'Compte fermé' } as const;

type Act = 'place' | 'suspension';

/** One person of the team. Nobody acts on their own account: another administrator does. */
export const StaffMemberItem = ({ member, onChanged }: MemberPart) => {
  const { me } = useParvis();
  const [act, setAct] = useState<Act>();
  const { accountId, email, status, openedAt } = member;
  const you = accountId === me.id;
  const close = () => setAct(undefined);
  return (
    <li class="card">
      <h3 class="card-title">
        <MailAddress of={email} />
        {you && ' (vous)'}
      </h3>
      <p>{placeName(member)}</p>
      {status !== 'active' && (
        <p>
          <strong>{statusNames[status]}</strong>
        </p>
      )}
      <p class="facts">Dans l’équipe depuis le {frenchDay(openedAt)}</p>
      {!you && status !== 'closed' && (
        <p class="actions">
          <button type="button" class="quiet" onClick={() => setAct('place')}>
            Changer le rôle ou le service<span class="visually-hidden"> de {email}</span>
          </button>
          <button type="button" class="quiet" onClick={() => setAct('suspension')}>
            {status === 'active' ? 'Suspendre le compte' : 'Lever la suspension'}
            <span class="visually-hidden"> de {email}</span>
          </button>
        </p>
      )}
      {act === 'place' && <ChangePlace member={member} onChanged={onChanged} onClose={close} />}
      {act === 'suspension' && <Suspension member={member} onChanged={onChanged} onClose={close} />}
    </li>
  );
};
