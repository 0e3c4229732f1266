import { functionSettings } from '../../lib/functions/settings.ts';
import { type LocalFunction, localFunction } from '../../local/functions/function.ts';
import type { Slot } from '../../schemas/digest.ts';
import type { FunctionName } from '../../schemas/environment.ts';
import type { Announcement } from '../../schemas/publication.ts';
import { eventOf } from '../fan-out/alert.ts';
import type { World } from '../fan-out/world.ts';
import { type Mapping, pollQueue } from './poller.ts';

/** All that sends in a stage, each function behind its queues; a process starts when a batch finds none that is free, and stays. */
export interface Crew {
  /** Hands an announcement to the planner's queue. */
  publish(announcement: Announcement): void;
  /** Runs the planner of digests as its schedule does at the time of a slot. */
  beginDigest(slot: Slot): Promise<void>;
  stop(): Promise<void>;
}

export interface CrewSettings {
  way: 'bulk' | 'single';
  /** The quota that workers share. */
  perSecond: number;
  /** Workers for alerts that are not urgent, and as many for digests. */
  deliverers: number;
}

/** As in the stages: invocations that read, and those that are kept for what is urgent. */
const PAGERS = 4;
const URGENT = 2;
/** Seconds after which a queue shows a message again, as in the stacks. */
const HIDDEN = { parts: 90, chunks: 13 };
/** Chunks of alerts and of digests that an invocation takes. */
const BATCH = { alerts: 1, digests: 10 };

const parts = (queue: string, concurrency: number): Mapping => ({ queue, batch: 1, concurrency, hidden: HIDDEN.parts });
const chunks = (queue: string, batch: number, concurrency: number): Mapping => ({ queue, batch, concurrency, hidden: HIDDEN.chunks });

export const startCrew = async (world: World, { way, perSecond, deliverers }: CrewSettings): Promise<Crew> => {
  const { protocol, hostname, port } = (await world.dynamo.client.config.endpoint?.()) ?? { protocol: '', hostname: '', port: 0 };
  const variables = {
    AWS_ENDPOINT_URL_DYNAMODB: `${protocol}//${hostname}:${port}`,
    COOL_DOWN_SECONDS: '0',
    SEND_WAY: way,
    SENDS_PER_SECOND: String(perSecond),
    DELIVERY_WORKERS: String(deliverers),
  };
  const functions: LocalFunction[] = [];
  const start = (name: FunctionName, concurrency: number): LocalFunction => {
    const { timeout, memory } = functionSettings[name];
    const settings = { ...world.settings(name, variables), memoryMegabytes: memory, arn: `arn:aws:lambda:${name}` };
    const fn = localFunction({ ...settings, timeoutSeconds: timeout, concurrency });
    functions.push(fn);
    return fn;
  };
  const woken: [FunctionName, Mapping[]][] = [
    ['alerts-planner', [parts('alerts-planner', URGENT)]],
    ['alerts-pager', [parts('audience', PAGERS), parts('audience-urgent', URGENT)]],
    ['alerts-delivery', [chunks('delivery', BATCH.alerts, deliverers), chunks('delivery-urgent', BATCH.alerts, URGENT)]],
    ['alerts-digest-pager', [parts('digest-parts', PAGERS)]],
    ['alerts-digest-delivery', [chunks('digest-delivery', BATCH.digests, deliverers)]],
  ];
  const pollers = woken.flatMap(([name, mappings]) => {
    const fn = start(
      name,
      mappings.reduce((sum, { concurrency }) => sum + concurrency, 0),
    );
    return mappings.map((mapping) => pollQueue(world.services, fn, mapping));
  });
  const digestPlanner = start('alerts-digest-planner', 1);
  return {
    publish: (announcement) => world.services.put('alerts-planner', eventOf(announcement)),
    async beginDigest(slot) {
      await digestPlanner.invoke({ time: slot });
    },
    async stop() {
      await Promise.all(pollers.map((poller) => poller.stop()));
      await Promise.all(functions.map((fn) => fn.stop()));
    },
  };
};
