import { staff } from '../../../../schemas/routes/staff.ts';
import { TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { PlaceFields, placeOf, type TypedPlace } from './place-fields.tsx';

const nobody: TypedPlace & { email: string } = { email: '', role: 'agent', service: '' };

export const InviteStaff = ({ onInvited }: { onInvited: () => void }) => {
  const api = useApi(staff);
  const { say } = useParvis();
  const { values, change, forget } = useKept('staff-invitation', nobody);
  const invite = async () => {
    const { email } = await api.inviteStaff({ body: { email: values.email, place: placeOf(values) } });
    forget();
    onInvited();
    say(`L’invitation est envoyée à ${email}.`);
  };
  return (
    <Form action="Inviter" onSend={invite}>
      {(errorOf) => (
        <>
          <TextField
            name="email"
            label="Adresse électronique professionnelle"
            hint="La personne reçoit un courriel, valable 14 jours, et choisit son mot de passe."
            error={errorOf('email')}
            value={values.email}
            onValue={(email) => change({ email })}
            type="email"
          />
          <PlaceFields place={values} onPlace={change} serviceName="place.service" serviceError={errorOf('place.service')} />
        </>
      )}
    </Form>
  );
};
