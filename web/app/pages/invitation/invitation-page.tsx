import { invitations } from '../../../../schemas/routes/invitations.ts';
import type { ReceivedInvitation } from '../../../../schemas/space.ts';
import { TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import type { PageOf } from '../../frame/pages.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { Invitation } from './invitation.tsx';

export const InvitationPage: PageOf<'invitationLink'> = ({ invitationLink: link }) => (
  <Invitation link={link}>{(invitation) => <Accept {...invitation} />}</Invitation>
);

const Accept = ({ link, email }: ReceivedInvitation) => {
  const api = useApi(invitations);
  const { me, refresh, leaveTo } = useParvis();
  const { values, change, forget } = useKept('rejoindre', { name: '' });
  const accept = async () => {
    const { id, name } = await api.acceptInvitation({ params: { invitationLink: link }, body: values });
    forget();
    refresh();
    leaveTo(`/espaces/${id}`, `Vous êtes membre de « ${name} ».`);
  };
  return (
    <>
      {me.email.toLowerCase() !== email.toLowerCase() && (
        <p class="note">
          Vous êtes connecté avec l’adresse {me.email} : cette invitation est pour {email}. Connectez-vous avec l’autre compte, ou demandez
          une invitation à votre adresse.
        </p>
      )}
      <Form action="Accepter l’invitation" onSend={accept}>
        {(errorOf) => (
          <TextField
            name="name"
            label="Votre nom dans cet espace"
            hint="Les autres membres vous verront sous ce nom."
            error={errorOf('name')}
            value={values.name}
            onValue={(name) => change({ name })}
            autocomplete="name"
          />
        )}
      </Form>
    </>
  );
};
