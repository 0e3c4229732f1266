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

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const Accept = (invitation: ReceivedInvitation) => {
  const { me } = useParvis();
  return isSame(me.email, invitation.email) ? <AcceptForm {...invitation} /> : <ForAnother email={invitation.email} mine={me.email} />;
};

/** Only the account of the address that was invited may accept; one is signed out before another signs in. */
const ForAnother = ({ email, mine }: { email: string; mine: string }) => {
  const { session } = useParvis();
  return (
    <>
      <p class="note">
        Vous êtes connecté avec l’adresse {mine} : cette invitation est pour {email}. Pour l’accepter avec le compte de cette adresse,
        déconnectez-vous, puis ouvrez de nouveau le lien du courriel. Ou demandez une invitation à votre adresse. Deux comptes ne peuvent
        pas être réunis : <a href="#/espaces">comment n’en garder qu’un</a>.
      </p>
      <p>
        <button type="button" onClick={() => void session.signOut()}>
          Me déconnecter
        </button>
      </p>
    </>
  );
};

const AcceptForm = ({ link }: ReceivedInvitation) => {
  const api = useApi(invitations);
  const { refresh, leaveTo } = useParvis();
  const { values, change, forget } = useKept('rejoindre', { name: '' });
  const accept = async () => {
    const { id, name } = await api.acceptInvitation({ params: { invitationLink: link }, body: values });
    forget();
    refresh();
    leaveTo(`/espaces/${id}`, `Vous êtes membre de « ${name} ».`);
  };
  return (
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
  );
};
