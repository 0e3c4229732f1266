import type { SendBudget, Want } from '../../shared/sending/budget.ts';
import type { Turn } from '../mailer.ts';

/** Letters that a worker may have sent, or be sending, without their being recorded: what a kill may double. */
export const IN_HANDS = 64;

/** Places for letters, given in the order in which they were asked for. */
interface Hands {
  take(places: number): Promise<void>;
  give(places: number): void;
}

const handsOf = (capacity: number): Hands => {
  let free = capacity;
  const queue: { places: number; go: () => void }[] = [];
  const serve = (): void => {
    for (let next = queue[0]; next && next.places <= free; next = queue[0]) {
      queue.shift();
      free -= next.places;
      next.go();
    }
  };
  return {
    take: (places) =>
      new Promise((go) => {
        queue.push({ places, go });
        serve();
      }),
    give(places) {
      free += places;
      serve();
    },
  };
};

/** The turn of one call; what it has sent stays in the worker's hands until it is closed. */
export interface OpenTurn extends Turn {
  /** To be called once what was sent is recorded. */
  close(): void;
}

export interface TurnOf extends Omit<Want, 'letters'> {
  budget: Pick<SendBudget, 'take'>;
}

/**
 * Gives a turn to each call of the chunks that a worker sends; all of them share its hands. A call has fewer letters than there are places, and who holds
 * all places waits for none: so none waits for another that waits for it.
 */
export const openTurns = (): ((turn: TurnOf) => OpenTurn) => {
  const hands = handsOf(IN_HANDS);
  return ({ budget, ...want }) => {
    let held = 0;
    const go = async (letters: number, places: number): Promise<number> => {
      if (places > 0) await hands.take(places);
      held += places;
      const granted = await budget.take({ ...want, letters });
      if (granted === 0) {
        held -= places;
        hands.give(places);
      }
      return granted;
    };
    return {
      next: (wanted) => go(wanted, held === IN_HANDS ? 0 : wanted),
      alone: (wanted) => go(wanted, IN_HANDS - held),
      close() {
        hands.give(held);
        held = 0;
      },
    };
  };
};
