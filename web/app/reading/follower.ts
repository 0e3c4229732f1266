import { FicheRef } from '../../../schemas/fiche.ts';
import { alerts } from '../../../schemas/routes/alerts.ts';
import { spaces } from '../../../schemas/routes/spaces.ts';
import type { Space } from '../../../schemas/space.ts';
import { connectWith } from '../calls/connect.ts';
import { tell } from '../calls/told.ts';
import { nameOf } from '../frame/space-name.ts';
import { type Session, SessionEnded } from '../session/session.ts';
import type { FollowBox } from './follow-box.ts';

interface Following {
  /** Such as `particuliers/F2`. */
  fiche: string;
  session: Session;
  box: FollowBox;
  signInFirst: () => Promise<void>;
}

const listOf = ({ id }: Space): string => `/mon-espace.html#/espaces/${id}/abonnements`;

/** Follows and leaves a fiche from its page, for somebody who is signed in: from their own space, or from the association that they choose. */
export const follower = ({ fiche: named, session, box, signInFirst }: Following) => {
  const [audience, ficheId] = named.split('/');
  const fiche = FicheRef.parse({ audience, ficheId });
  const connect = connectWith(session);
  const api = connect(alerts);
  const mine = connect(spaces);
  /** Which of them the page shows: an answer about another one comes too late. */
  let shown: Space | undefined;

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

  const inSpace = (space: Space, among: Space[]) => {
    const params = { spaceId: space.id, ...fiche };
    const where = among.length > 1 ? ` Vous la suivez pour « ${nameOf(space)} ».` : '';
    const follow = tried(async () => {
      const { channel } = await api.subscribeToFiche({ params });
      if (shown !== space) return;
      box.followed(leave, listOf(space));
      box.say(
        (channel === 'sms'
          ? 'C’est fait : un SMS vous dira ce qui change.'
          : 'C’est fait : un courriel vous dira ce qui change de façon importante.') + where,
      );
    });
    const leave = tried(async () => {
      await api.unsubscribeFromFiche({ params });
      if (shown !== space) return;
      box.offer(follow);
      box.say('C’est fait : vous ne suivez plus cette fiche.');
    });
    const show = async (): Promise<void> => {
      shown = space;
      box.offer(follow);
      const { subscription } = await api.readSubscription({ params }).catch(() => ({ subscription: null }));
      if (subscription && shown === space) box.followed(leave, listOf(space));
    };
    return { follow, show };
  };

  let known: Promise<Space[]> | undefined;
  /** Read once, and offered once for choice to who has several; the personal space comes first. */
  const mySpaces = (): Promise<Space[]> => {
    known ??= mine.listSpaces().then(({ items }) => {
      const places = items.map((space) => ({ spaceId: space.id, name: nameOf(space) }));
      if (items.length > 1)
        box.choose(places, async (chosen) => {
          for (const space of items) if (space.id === chosen) await inSpace(space, items).show();
        });
      return items;
    });
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
  const begin = async (wished: boolean): Promise<void> => {
    const items = await mySpaces();
    const [own] = items;
    if (!own) throw new Error('an account has no space');
    const here = inSpace(own, items);
    shown ??= own;
    await (wished ? here.follow() : here.show());
  };

  return {
    /** Shows how things are; `wished`: the person asked to follow before they signed in. */
    async start(wished: boolean): Promise<void> {
      const follow = tried(() => begin(true));
      box.offer(follow);
      await (wished ? follow() : begin(false).catch(() => {}));
    },
  };
};
