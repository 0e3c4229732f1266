import { FicheRef } from '../../../schemas/fiche.ts';
import { accounts } from '../../../schemas/routes/accounts.ts';
import { alerts } from '../../../schemas/routes/alerts.ts';
import { connectWith } from '../calls/connect.ts';
import { tell } from '../calls/told.ts';
import { type Session, SessionEnded } from '../session/session.ts';
import type { FollowBox } from './follow-box.ts';

interface Following {
  /** Such as `particuliers/F2`. */
  fiche: string;
  session: Session;
  box: FollowBox;
  signInFirst: () => Promise<void>;
}

/** Follows and leaves a fiche from its page, for somebody who is signed in. */
export const follower = ({ fiche: named, session, box, signInFirst }: Following) => {
  const [audience, ficheId] = named.split('/');
  const fiche = FicheRef.parse({ audience, ficheId });
  const connect = connectWith(session);
  const api = connect(alerts);
  const me = connect(accounts);
  let place: Promise<{ spaceId: Awaited<ReturnType<typeof me.readMyAccount>>['personalSpaceId'] } & FicheRef> | undefined;
  const params = () => {
    place ??= me.readMyAccount().then(({ personalSpaceId }) => ({ spaceId: personalSpaceId, ...fiche }));
    place.catch(() => {
      place = undefined;
    });
    return place;
  };

  /** What fails is told in the box; a session that has ended leads to the sign-in, and the wish is kept. */
  const tried = (act: () => Promise<void>) => async (): Promise<void> => {
    try {
      await act();
    } catch (error) {
      if (error instanceof SessionEnded) return signInFirst();
      const { title, advice } = tell(error);
      box.say(`${title} ${advice}`);
    }
  };
  const follow = tried(async () => {
    const { channel } = await api.subscribeToFiche({ params: await params() });
    box.followed(leave);
    box.say(
      channel === 'sms'
        ? 'C’est fait : un SMS vous dira ce qui change.'
        : 'C’est fait : un courriel vous dira ce qui change de façon importante.',
    );
  });
  const leave = tried(async () => {
    await api.unsubscribeFromFiche({ params: await params() });
    box.offer(follow);
    box.say('C’est fait : vous ne suivez plus cette fiche.');
  });

  return {
    /** Shows how things are; `wished`: the person asked to follow before they signed in. */
    async start(wished: boolean): Promise<void> {
      box.offer(follow);
      if (wished) return follow();
      const { subscription } = await api.readSubscription({ params: await params() }).catch(() => ({ subscription: null }));
      if (subscription) box.followed(leave);
    },
  };
};
