import { openSession } from './session/open-session.ts';

/** On the pages that anybody reads: the way into one's space, and following a fiche. All the rest is read without a script. */
const session = openSession();
const door = document.querySelector('.door a');
const place = document.querySelector<HTMLElement>('[data-follow]');

const showDoor = (signedIn: boolean): void => {
  if (door) door.textContent = signedIn ? 'Mon espace' : 'Se connecter';
};

session.onElsewhere(() => location.reload());
const signedIn = await session.isOpen();
showDoor(signedIn);
if (place) await import('./reading/follow.ts').then(({ offerToFollow }) => offerToFollow(place, session, signedIn));
