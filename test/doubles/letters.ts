import type { Letter } from '../../functions/shared/letters/letter.ts';
import type { PostedLetter, PostLetter, SentLetters } from '../../functions/shared/letters/post.ts';

export const aLetter: Letter = { subject: 'Activez votre compte', html: '<p>Activez</p>', text: 'Activez' };

const HOLD = 15_000;

/** What was sent, without an engine. */
export const sentInMemory = (): SentLetters => {
  const kept = new Map<string, { heldUntil: number } | 'sent'>();
  return {
    async takeInHand(id, at) {
      const state = kept.get(id);
      if (state === 'sent') return 'done';
      if (state && state.heldUntil >= at.getTime()) return 'in-hand';
      kept.set(id, { heldUntil: at.getTime() + HOLD });
      return 'taken';
    },
    async done(id) {
      kept.set(id, 'sent');
    },
  };
};

/** A post that keeps all letters instead of sending them, each id once as the real one. */
export const postInMemory = (): { post: PostLetter; posted: PostedLetter[] } => {
  const posted: PostedLetter[] = [];
  return {
    posted,
    post: async (letter) => {
      if (!posted.some(({ id }) => id === letter.id)) posted.push(letter);
    },
  };
};
