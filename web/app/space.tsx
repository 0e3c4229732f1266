import { render } from 'preact';
import { Failure } from './calls/failure.tsx';
import { Frame } from './frame/frame.tsx';
import { SignInContext } from './frame/sign-in-again.ts';
import { SignedIn } from './frame/signed-in.tsx';
import { typesetTexts } from './frame/typesetting.ts';
import { forgetWish } from './reading/wish.ts';
import { openSession } from './session/open-session.ts';
import { SPACE_PAGE } from './session/places.ts';

typesetTexts();
const session = openSession();
const root = document.getElementById('parvis') as HTMLElement;

const here = (): string => `${SPACE_PAGE}${location.hash}`;

const show = (content: preact.ComponentChild): void => {
  root.replaceChildren();
  render(<SignInContext.Provider value={(anew) => void signIn(anew)}>{content}</SignInContext.Provider>, root);
};

const showClosedDoor = (error: unknown): void => {
  forgetWish();
  show(
    <Frame>
      <h1>La connexion n’a pas abouti</h1>
      <p>Vous avez peut-être annulé, ou attendu trop longtemps. Vous pouvez recommencer.</p>
      <p>
        <button type="button" onClick={() => void signIn()}>
          Me connecter
        </button>
      </p>
      {error instanceof TypeError && <Failure error={error} />}
    </Frame>,
  );
};

const signIn = (anew = false): Promise<void> => session.signIn(here(), anew).catch(showClosedDoor);

/** An invitation is shown to whoever has its link; everything else asks to sign in first. */
const welcome = async (): Promise<void> => {
  if (!location.hash.startsWith('#/invitations/')) return signIn();
  const [{ InvitationSignedOut }, { readPlace }] = await Promise.all([
    import('./pages/invitation/invitation-signed-out.tsx'),
    import('./frame/place-values.ts'),
  ]);
  const link = readPlace('/invitations/:invitationLink', location.hash.slice(1))?.invitationLink;
  if (link === undefined) return signIn();
  show(
    <Frame>
      <InvitationSignedOut link={link} />
    </Frame>,
  );
};

const start = async (): Promise<void> => {
  const place = await session.finishSignIn();
  if (place !== undefined && !place.startsWith(SPACE_PAGE)) return location.replace(place);
  if (place !== undefined) history.replaceState(null, '', place);
  if (!(await session.isOpen())) return welcome();
  session.onElsewhere((signedIn) => (signedIn ? location.reload() : location.assign('/')));
  show(<SignedIn session={session} />);
};

await start().catch(showClosedDoor);
