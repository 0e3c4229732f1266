import type { SpaceId } from '../../../../schemas/account.ts';
import { invitations } from '../../../../schemas/routes/invitations.ts';
import { TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { useApi, useParvis } from '../../frame/parvis.ts';

export const InviteForm = ({ spaceId, onInvited }: { spaceId: SpaceId; onInvited: () => void }) => {
  const api = useApi(invitations);
  const { say } = useParvis();
  const { values, change, forget } = useKept(`invitation-${spaceId}`, { email: '' });
  const invite = async () => {
    const { email } = await api.inviteMember({ params: { spaceId }, body: values });
    forget();
    onInvited();
    say(`L’invitation est envoyée à ${email}.`);
  };
  return (
    <Form action="Inviter" onSend={invite}>
      {(errorOf) => (
        <TextField
          name="email"
          label="Adresse électronique"
          hint="La personne reçoit un courriel, valable 14 jours. Si elle n’a pas de compte, elle en crée un à cette adresse."
          error={errorOf('email')}
          value={values.email}
          onValue={(email) => change({ email })}
          type="email"
        />
      )}
    </Form>
  );
};
