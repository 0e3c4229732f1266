import type { ReceivedInvitation } from '../../../../schemas/space.ts';
import { useSignInAgain } from '../../frame/sign-in-again.ts';
import { Invitation } from './invitation.tsx';

/** For somebody who is not signed in, or has no account yet. */
export const InvitationSignedOut = ({ link }: { link: ReceivedInvitation['link'] }) => {
  const signIn = useSignInAgain();
  return (
    <Invitation link={link}>
      {({ email }) => (
        <>
          <p>Pour accepter, connectez-vous avec le compte de l’adresse {email}. Si vous n’en avez pas, vous pourrez le créer.</p>
          <p>
            <button type="button" onClick={() => signIn()}>
              Me connecter pour accepter
            </button>
          </p>
        </>
      )}
    </Invitation>
  );
};
