import { staff } from '../../../../schemas/routes/staff.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { useKept } from '../../forms/kept.ts';
import { useApi, useParvis } from '../../frame/parvis.ts';
import type { MemberPart } from './member-part.ts';
import { PlaceFields, placeOf, type TypedPlace } from './place-fields.tsx';
import { placeName } from './staff-roles.ts';

/** The API asks for a recent sign-in: what was chosen is kept meanwhile, and forgotten once it is sent or given up. */
export const ChangePlace = ({ member, onChanged, onClose }: MemberPart & { onClose: () => void }) => {
  const api = useApi(staff);
  const { say } = useParvis();
  const { accountId, email, role, service } = member;
  const today: TypedPlace = { role: role === 'citizen' ? 'agent' : role, service: service ?? '' };
  const { values, change, forget } = useKept(`staff-place-${accountId}`, today);
  const save = async () => {
    const changed = await api.changeStaffPlace({ params: { accountId }, body: placeOf(values) });
    onChanged(changed);
    say(`${email} : ${placeName(changed)}. Cela prend effet dans les cinq minutes.`);
  };
  const close = () => {
    forget();
    onClose();
  };
  return (
    <Confirmed title={`Changer le rôle ou le service de ${email}`} action="Enregistrer" dangerous={false} onConfirm={save} onClose={close}>
      <PlaceFields place={values} onPlace={change} serviceName="service" />
    </Confirmed>
  );
};
