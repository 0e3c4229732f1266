import { FicheId, type FicheRef } from '../schemas/fiche.ts';
import { type FanOut, startFanOut, tellFollowers } from './fan-out/alert.ts';
import { seedAudience } from './fan-out/audience.ts';
import { tellArrivals } from './fan-out/feedback.ts';
import type { SentMail } from './fan-out/mail-service.ts';
import { takenBy } from './fan-out/processes.ts';
import { openWorld, type Worker } from './fan-out/world.ts';
import type { Row, Scenario } from './scenario.ts';

const AUDIENCES = [10_000, 100_000, 1_000_000];
const fiche: FicheRef = { audience: 'particuliers', ficheId: FicheId.parse('F265') };
const WORKERS = 2;
/** An eighth of what the functions are deployed with: garbage does not pile up, so what is measured is what they hold. */
const HEAP_MEGABYTES = 64;
/** A hundred times the audience may take so much more memory, and no more. */
const MOST_GROWTH = 1.1;

const peakOf = (...workers: Worker[]): number => Math.max(...workers.map((worker) => takenBy(worker).peakMegabytes));

const peaksOf = (fanOut: FanOut, feedback: Worker): Map<string, number> =>
  new Map([
    ['alerts-planner', peakOf(fanOut.planner)],
    ['alerts-pager', peakOf(fanOut.pager)],
    ['alerts-delivery', peakOf(...fanOut.deliveries)],
    ['alerts-feedback', peakOf(feedback)],
  ]);

/** Highest memory of each function, in fresh processes, for an audience of this size. */
const measure = async (people: number): Promise<Map<string, number>> => {
  const world = await openWorld({ heapMegabytes: HEAP_MEGABYTES });
  try {
    await seedAudience(world.dynamo, fiche, people);
    const arrived: SentMail[] = [];
    world.services.onMail = (mail) => arrived.push(mail);
    const fanOut = await startFanOut(world, { way: 'bulk', workers: WORKERS });
    const feedback = await world.start('alerts-feedback');
    await tellFollowers(world, fanOut, fiche, 2);
    if (arrived.length !== people) throw new Error(`${arrived.length} mails went to ${people} people`);
    await tellArrivals(feedback, arrived);
    return peaksOf(fanOut, feedback);
  } finally {
    await world.stop();
  }
};

/** What a function holds must not grow with the audience. The last row of each is held to the first. */
export const scenario: Scenario = {
  title: 'highest resident memory of each function, by the number of people who follow one fiche',
  async run() {
    const rows: Row[] = [];
    const smallest = new Map<string, number>();
    for (const people of AUDIENCES)
      for (const [name, value] of await measure(people)) {
        const bare = smallest.get(name) ?? value;
        smallest.set(name, bare);
        const what = `${name}, ${people.toLocaleString('en')} people`;
        rows.push({ what, value, unit: 'MB', bare, ratio: value / bare, mark: { of: 'ratio', most: MOST_GROWTH } });
      }
    return rows;
  },
};
