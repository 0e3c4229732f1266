export type QueueName = 'events' | 'audience' | 'delivery';

interface Message {
  queue: QueueName;
  body: unknown;
  visibleAt: number;
  received: number;
}

/** In milliseconds, as the stacks set them. */
const VISIBILITY: Record<QueueName, number> = { events: 180_000, audience: 90_000, delivery: 13_000 };
const ATTEMPTS = 5;

/** Queues that may deliver a message several times, late, or never. Events are never lost: theirs is a stream and a person who redrives. */
export const queuesInMemory = ({ copies, lost }: { copies: number; lost: (nth: number) => boolean }) => {
  let messages: Message[] = [];
  let sent = 0;
  return {
    send(queue: QueueName, bodies: unknown[], now: number): void {
      for (const body of bodies) {
        if (queue !== 'events' && lost(sent++)) continue;
        for (let copy = 0; copy < copies; copy++) messages.push({ queue, body, visibleAt: now, received: 0 });
      }
    },
    /** Gives what is visible to that many workers at a time; a message is gone when its worker succeeds, or fails for the last time. */
    async work(now: number, workers: number, handle: (queue: QueueName, body: unknown) => Promise<void>): Promise<void> {
      const taken = messages.filter(({ visibleAt }) => visibleAt <= now).slice(0, workers);
      await Promise.all(
        taken.map(async (message) => {
          message.visibleAt = now + VISIBILITY[message.queue];
          message.received += 1;
          try {
            await handle(message.queue, message.body);
            messages = messages.filter((other) => other !== message);
          } catch {
            if (message.queue !== 'events' && message.received >= ATTEMPTS) messages = messages.filter((other) => other !== message);
          }
        }),
      );
    },
    isEmpty: (): boolean => messages.length === 0,
    /** When the next message becomes visible; infinity without any. */
    nextAt: (now: number): number =>
      messages.length === 0 ? Number.POSITIVE_INFINITY : Math.max(now, Math.min(...messages.map(({ visibleAt }) => visibleAt))),
  };
};
