import { FicheId, type FicheRef } from '../schemas/fiche.ts';
import { type FanOut, startFanOut, tellFollowers } from './fan-out/alert.ts';
import { seedAudience } from './fan-out/audience.ts';
import { tellArrivals } from './fan-out/feedback.ts';
import type { SentMail } from './fan-out/mail-service.ts';
import { forgetPeak, takenBy } from './fan-out/processes.ts';
import { type Heap, openWorld, type Worker, type World } from './fan-out/world.ts';
import type { Row, Scenario } from './scenario.ts';

/** Told before anything is measured: until then a process still grows to what it keeps, whatever it works on. */
const WARM_UP = 60_000;
const AUDIENCES = [10_000, 100_000, 1_000_000];
const WORKERS = 2;
/**
 * Far less than what the functions are deployed with, so that what is measured is what they hold. With the sizes that V8 takes by itself garbage waits
 * for some hundred megabytes more, the longer a process works the more, until it is collected: that says how long it worked.
 */
const HEAP: Heap = { old: 32, young: 1 };
/** A hundred times the audience may take so much more memory, and no more. */
const MOST_GROWTH = 1.1;

/** A fiche of its own for each audience. */
const ficheOf = (people: number): FicheRef => ({ audience: 'particuliers', ficheId: FicheId.parse(`F${people}`) });

interface Stage {
  world: World;
  fanOut: FanOut;
  feedback: Worker;
  arrived: SentMail[];
}

const workersOf = ({ fanOut: { planner, pager, deliveries }, feedback }: Stage): [string, Worker[]][] => [
  ['alerts-planner', [planner]],
  ['alerts-pager', [pager]],
  ['alerts-delivery', deliveries],
  ['alerts-feedback', [feedback]],
];

const tell = async ({ world, fanOut, feedback, arrived }: Stage, people: number): Promise<void> => {
  await seedAudience(world.dynamo, ficheOf(people), people);
  await tellFollowers(world, fanOut, ficheOf(people), 2);
  if (arrived.length !== people) throw new Error(`${arrived.length} mails went to ${people} people`);
  await tellArrivals(feedback, arrived);
};

const openStage = async (world: World): Promise<Stage> => {
  const arrived: SentMail[] = [];
  world.services.onMail = (mail) => arrived.push(mail);
  return {
    world,
    arrived,
    fanOut: await startFanOut(world, { way: 'bulk', workers: WORKERS }),
    feedback: await world.start('alerts-feedback'),
  };
};

/** What a function holds must not grow with the audience: each is held to what it took for the smallest. */
export const scenario: Scenario = {
  title: 'highest resident memory of each function, warm, by the number of people who follow one fiche',
  async run() {
    const world = await openWorld(HEAP);
    try {
      const stage = await openStage(world);
      await tell(stage, WARM_UP);
      const rows: Row[] = [];
      const smallest = new Map<string, number>();
      for (const people of AUDIENCES) {
        for (const [, workers] of workersOf(stage)) workers.forEach(forgetPeak);
        await tell(stage, people);
        for (const [name, workers] of workersOf(stage)) {
          const value = Math.max(...workers.map((worker) => takenBy(worker).peakMegabytes));
          const bare = smallest.get(name) ?? value;
          smallest.set(name, bare);
          const what = `${name}, ${people.toLocaleString('en')} people`;
          rows.push({ what, value, unit: 'MB', bare, ratio: value / bare, mark: { of: 'ratio', most: MOST_GROWTH } });
        }
      }
      return rows;
    } finally {
      await world.stop();
    }
  },
};
