import type { Session } from '../session/session.ts';
import { followBox } from './follow-box.ts';
import { keepWish, takeWish } from './wish.ts';

/** Signed in: one press and it is done. Otherwise the press leads to the sign-in, and it is done on return. */
export const offerToFollow = async (place: HTMLElement, session: Session, signedIn: boolean): Promise<void> => {
  const fiche = place.dataset['follow'] ?? '';
  const wished = takeWish(fiche);
  const box = followBox(place);
  const signInFirst = () => {
    keepWish(fiche);
    return session.signIn(location.pathname);
  };
  if (!signedIn) return box.offer(signInFirst);
  const { follower } = await import('./follower.ts');
  await follower({ fiche, session, box, signInFirst }).start(wished);
};
