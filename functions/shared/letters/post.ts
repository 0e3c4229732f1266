import type { Clock } from '../clock.ts';
import { log } from '../log.ts';
import type { SendBudget } from '../sending/budget.ts';
import type { Letter } from './letter.ts';

export interface PostedLetter {
  /** The id of the event that asks for it; with a word of its own when the event asks for several. The same id is never sent twice. */
  id: string;
  /** Never kept or logged. */
  to: string;
  letter: Letter;
}

/** Sends a letter to one person, once for each id. Throws when it did not go: whoever is called by a queue is called again. */
export type PostLetter = (posted: PostedLetter) => Promise<void>;

/** `refused`: the mail service takes no mail to such an address, today or tomorrow. Throws when another try may pass. */
export type MailLetter = (to: string, letter: Letter) => Promise<'accepted' | 'refused'>;

/** What was sent, by id. */
export interface SentLetters {
  /** False when the letter went, or when another worker has it in hand until `until`. */
  takeInHand(id: string, at: Date): Promise<'taken' | 'in-hand' | 'done'>;
  done(id: string, at: Date): Promise<void>;
}

export interface PostDependencies {
  sent: SentLetters;
  /** The lane that is reserved for what a person waits for. */
  budget: Pick<SendBudget, 'take'>;
  mail: MailLetter;
  clock: Clock;
}

/** Milliseconds. The lane of transactional mail is free within two seconds, whatever alerts want. */
const TURN_WITHIN = 4000;

/**
 * Written down before it is sent: of two calls with one id the second waits or does nothing. A worker that dies in between leaves the letter to the
 * next one once its hold has ended, so that a person may get it twice in that one case, and never in none.
 */
export const postLetter =
  ({ sent, budget, mail, clock }: PostDependencies): PostLetter =>
  async ({ id, to, letter }) => {
    const hold = await sent.takeInHand(id, clock());
    if (hold === 'done') return;
    if (hold === 'in-hand') throw new Error('another worker has this letter in hand');
    if ((await budget.take({ letters: 1, behind: 0, stopAt: clock().getTime() + TURN_WITHIN })) === 0)
      throw new Error('the turn of this letter has not come');
    const fate = await mail(to, letter);
    await sent.done(id, clock());
    log(fate === 'accepted' ? 'letter.sent' : 'letter.refused');
  };
