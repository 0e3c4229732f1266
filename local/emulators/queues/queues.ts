import { ofType, type TemplateResource } from '../resource.ts';
import type { NewMessage, QueueStore, ReceivedMessage } from './queue-store.ts';

/** What the template says of a queue. Times in seconds, as in the template. */
export interface Queue {
  name: string;
  visibilityTimeout: number;
  delay: number;
  retention: number;
  wait: number;
  redrive?: { target: string; maxReceiveCount: number } | undefined;
}

interface QueueProperties {
  VisibilityTimeout?: number;
  DelaySeconds?: number;
  MessageRetentionPeriod?: number;
  ReceiveMessageWaitTimeSeconds?: number;
  RedrivePolicy?: { deadLetterTargetArn: string; maxReceiveCount: number };
  FifoQueue?: boolean;
}

export const queueNameOf = (arnOrUrl: string): string => arnOrUrl.split(/[:/]/).at(-1) ?? '';

export const queuesOfTemplate = (resources: readonly TemplateResource[]): Map<string, Queue> =>
  new Map(
    ofType(resources, 'AWS::SQS::Queue').map(({ name, properties }) => {
      const p = properties as QueueProperties;
      if (p.FifoQueue) throw new Error(`${name}: the local system has no FIFO queues`);
      const queue: Queue = {
        name,
        visibilityTimeout: p.VisibilityTimeout ?? 30,
        delay: p.DelaySeconds ?? 0,
        retention: p.MessageRetentionPeriod ?? 4 * 24 * 3600,
        wait: p.ReceiveMessageWaitTimeSeconds ?? 0,
        redrive: p.RedrivePolicy && {
          target: queueNameOf(p.RedrivePolicy.deadLetterTargetArn),
          maxReceiveCount: p.RedrivePolicy.maxReceiveCount,
        },
      };
      return [name, queue];
    }),
  );

export interface ReceiveRequest {
  most: number;
  /** Milliseconds. */
  wait: number;
  /** Milliseconds. */
  hidden: number;
}

export interface Queues {
  send(queue: Queue, message: NewMessage, delay?: number): string;
  /** Waits for a message, as long polling does; empty when none came, or when `gone` says that nobody listens any more. */
  receive(queue: Queue, request: ReceiveRequest, gone: AbortSignal): Promise<ReceivedMessage[]>;
  /** To be called when messages became visible by another way than sending. */
  wake(queue: string): void;
}

/** Queues as SQS behaves: at least once, hidden while in flight, to the dead letters after too many tries. */
export const runQueues = (store: QueueStore): Queues => {
  const waiting = new Map<string, Set<() => void>>();
  const wake = (queue: string) => {
    for (const resume of waiting.get(queue) ?? []) resume();
  };

  const sleep = (queue: string, milliseconds: number, gone: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const sleepers = waiting.get(queue) ?? new Set();
      waiting.set(queue, sleepers);
      const resume = () => {
        clearTimeout(timer);
        sleepers.delete(resume);
        gone.removeEventListener('abort', resume);
        resolve();
      };
      const timer = setTimeout(resume, milliseconds);
      sleepers.add(resume);
      gone.addEventListener('abort', resume);
    });

  const take = ({ name, retention, redrive }: Queue, { most, hidden }: ReceiveRequest): ReceivedMessage[] => {
    store.dropOlderThan(name, Date.now() - retention * 1000);
    if (redrive && store.moveExhausted(name, redrive.maxReceiveCount, redrive.target) > 0) wake(redrive.target);
    return store.receive(name, most, hidden);
  };

  return {
    wake,
    send(queue, message, delay = queue.delay * 1000) {
      const id = store.send(queue.name, message, delay);
      wake(queue.name);
      return id;
    },
    async receive(queue, request, gone) {
      const end = Date.now() + request.wait;
      for (;;) {
        if (gone.aborted) return [];
        const messages = take(queue, request);
        const left = end - Date.now();
        if (messages.length > 0 || left <= 0) return messages;
        await sleep(queue.name, Math.min(left, Math.max(1, (store.nextVisibleAt(queue.name) ?? end) - Date.now())), gone);
      }
    },
  };
};
