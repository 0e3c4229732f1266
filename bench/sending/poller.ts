import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalFunction } from '../../local/functions/function.ts';
import type { Services } from '../fan-out/services.ts';
import { recordOf } from '../fan-out/world.ts';

/** How a queue wakes a function. */
export interface Mapping {
  queue: string;
  /** Messages of one invocation. */
  batch: number;
  /** Invocations at once. */
  concurrency: number;
  /** Seconds after which a message is seen again that the function gave back. */
  hidden: number;
}

export interface Poller {
  /** Ends once what was begun is done. */
  stop(): Promise<void>;
}

/** Milliseconds between two looks at an empty queue. */
const IDLE = 5;

const failedIn = (answer: unknown, ids: string[]): Set<string> => {
  const failures = (answer as { batchItemFailures?: { itemIdentifier: string }[] } | null)?.batchItemFailures ?? [];
  return new Set(failures.map(({ itemIdentifier }) => itemIdentifier).filter((id) => ids.includes(id)));
};

/** Gives the messages of a queue to a function as Lambda does, at most so many batches at a time. */
export const pollQueue = (services: Services, fn: LocalFunction, { queue, batch, concurrency, hidden }: Mapping): Poller => {
  const stopping = new AbortController();
  const deliver = async (bodies: string[]): Promise<void> => {
    const records = bodies.map((body) => recordOf(queue, body));
    const ids = records.map(({ messageId }) => messageId);
    const failed = await fn.invoke({ Records: records }).then(
      (answer) => failedIn(answer, ids),
      () => new Set(ids),
    );
    for (const { messageId, body } of records) if (failed.has(messageId)) services.put(queue, body, hidden);
  };
  const deliverInTurn = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const bodies = services.take(queue, batch);
      if (bodies.length === 0) await sleep(IDLE);
      else await deliver(bodies);
    }
  };
  const working = Promise.all(Array.from({ length: concurrency }, deliverInTurn));
  return {
    async stop() {
      stopping.abort();
      await working;
    },
  };
};
