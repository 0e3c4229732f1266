import { randomUUID } from 'node:crypto';
import type { FunctionName } from '../../schemas/environment.ts';
import { ficheDeclaredSignificant } from '../../schemas/events/fiches.ts';
import type { FicheRef } from '../../schemas/fiche.ts';
import type { Announcement } from '../../schemas/publication.ts';
import { anAnnouncement } from '../../test/doubles/announcements.ts';
import { takenBy } from './processes.ts';
import type { Worker, World } from './world.ts';

/** The functions that an alert goes through, each in its processes. */
export interface FanOut {
  planner: Worker;
  pager: Worker;
  deliveries: Worker[];
}

/** So many that no worker waits for its turn. */
const UNBOUNDED = '1000000';

export const startFanOut = async (world: World, { way, workers }: { way: 'bulk' | 'single'; workers: number }): Promise<FanOut> => {
  const delivery = () => world.start('alerts-delivery', { SEND_WAY: way, SENDS_PER_SECOND: UNBOUNDED });
  return {
    planner: await world.start('alerts-planner', { COOL_DOWN_SECONDS: '0' }),
    pager: await world.start('alerts-pager'),
    deliveries: await Promise.all(Array.from({ length: workers }, delivery)),
  };
};

/** What the publisher puts on the planner’s queue. */
export const eventOf = (announcement: Announcement): string =>
  JSON.stringify({
    id: randomUUID(),
    type: ficheDeclaredSignificant.type,
    at: new Date().toISOString(),
    correlationId: 'bench',
    detail: announcement,
  });

/** Hands over one message after the other, as the stacks do; how many invocations it took. */
const emptyQueue = async (world: World, queue: string, worker: Worker): Promise<number> => {
  let invocations = 0;
  for (let bodies = world.services.take(queue, 1); bodies.length > 0; bodies = world.services.take(queue, 1)) {
    await worker.work(queue, bodies);
    invocations += 1;
  }
  return invocations;
};

/**
 * Tells everybody who follows a fiche of one revision; how many invocations it took. Pages are read first, then sent: each function is measured at
 * its own work.
 */
export const tellFollowers = async (
  world: World,
  { planner, pager, deliveries }: FanOut,
  fiche: FicheRef,
  revision: number,
): Promise<number> => {
  await planner.work('alerts-planner', [eventOf(anAnnouncement({ ...fiche, revision }))]);
  const paging = await emptyQueue(world, 'audience', pager);
  const sending = await Promise.all(deliveries.map((delivery) => emptyQueue(world, 'delivery', delivery)));
  return 1 + paging + sending.reduce((sum, invocations) => sum + invocations, 0);
};

/** Microseconds of CPU of each function since the last look. */
export const cpuWatch = (fanOut: FanOut): (() => Map<FunctionName, number>) => {
  const now = () =>
    new Map<FunctionName, number>([
      ['alerts-planner', takenBy(fanOut.planner).cpuSeconds],
      ['alerts-pager', takenBy(fanOut.pager).cpuSeconds],
      ['alerts-delivery', fanOut.deliveries.reduce((sum, worker) => sum + takenBy(worker).cpuSeconds, 0)],
    ]);
  let last = now();
  return () => {
    const before = last;
    last = now();
    return new Map([...last].map(([name, seconds]) => [name, (seconds - (before.get(name) ?? 0)) * 1_000_000]));
  };
};
