import type { Template } from '../../../local/assembly.ts';

interface QueueProperties {
  VisibilityTimeout?: number;
  RedrivePolicy?: { maxReceiveCount: number };
}

/** Seconds after which a message that was taken and not answered for shows again, and how often. */
export interface Impatience {
  visibility: number;
  attempts: number;
  /** By what their names hold; all of them without it. */
  of?: RegExp;
}

/** Makes the queues bring back what was left undone within seconds: their real times are held by `test/stacks/queues.test.ts`. */
export const impatientQueues =
  ({ visibility, attempts, of = /^/ }: Impatience) =>
  (templates: Record<string, Template>): void => {
    const queues = Object.values(templates).flatMap(({ Resources }) =>
      Object.entries(Resources).filter(([id, { Type }]) => Type === 'AWS::SQS::Queue' && of.test(id)),
    );
    for (const [, { Properties }] of queues) {
      const queue = (Properties ?? {}) as QueueProperties;
      if (!queue.RedrivePolicy) continue;
      queue.VisibilityTimeout = visibility;
      queue.RedrivePolicy.maxReceiveCount = attempts;
    }
  };
