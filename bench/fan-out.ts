import { FicheId, type FicheRef } from '../schemas/fiche.ts';
import { cpuWatch, type FanOut, startFanOut, tellFollowers } from './fan-out/alert.ts';
import { seedAudience } from './fan-out/audience.ts';
import { runApart } from './fan-out/child.ts';
import { openWorld, type World } from './fan-out/world.ts';
import type { Row, Scenario } from './scenario.ts';

const fiche: FicheRef = { audience: 'particuliers', ficheId: FicheId.parse('F265') };
/** Each is told three times: twice for the processes to be warm, as they are in all but the first seconds of a large alert, and once measured. */
const PEOPLE = { bulk: 20_000, single: 10_000 };
/** What the mail service takes to answer. With nothing, one mail would be in flight at a time. */
const ANSWER_MILLISECONDS = 50;

const marks = { bulk: { of: 'value', most: 150 }, single: { of: 'ratio', most: 1.15 } } as const;
const titles = { bulk: 'in bulk', single: 'one by one' } as const;

const rowsOf = async (world: World, fanOut: FanOut, way: keyof typeof PEOPLE): Promise<Row[]> => {
  const people = PEOPLE[way];
  const told = async (revision: number, before: number): Promise<void> => {
    await tellFollowers(world, fanOut, fiche, revision);
    const mails = world.services.mails() - before;
    if (mails !== people) throw new Error(`${mails} mails went to ${people} people`);
  };
  for (const revision of [2, 3]) await told(revision, world.services.mails());
  const watch = cpuWatch(fanOut);
  await told(4, world.services.mails());
  const taken = watch();
  const value = [...taken.values()].reduce((sum, microseconds) => sum + microseconds, 0) / people;
  const bareSends = new URL('fan-out/bare-sends.ts', import.meta.url);
  const bare = Number(await runApart(bareSends, [world.services.url, way, String(people)], world.believed));
  const unit = 'µs CPU/recipient';
  return [
    { what: `whole fan-out, ${titles[way]}`, value, unit, bare, ratio: value / bare, mark: marks[way] },
    ...[...taken].map(([name, microseconds]) => ({ what: `${titles[way]}, of which ${name}`, value: microseconds / people, unit })),
  ];
};

const measure = async (way: keyof typeof PEOPLE): Promise<Row[]> => {
  const world = await openWorld();
  try {
    world.services.latency = ANSWER_MILLISECONDS;
    await seedAudience(world.dynamo, fiche, PEOPLE[way]);
    return await rowsOf(world, await startFanOut(world, { way, workers: 1 }), way);
  } finally {
    await world.stop();
  }
};

/** What one person more costs an alert in the functions’ own processes, from the event to the ledger, against the SDK’s call alone. */
export const scenario: Scenario = {
  title: 'CPU of an alert by recipient, warm, against the bare call of the SDK; 50 ms until the mail service answers',
  run: async () => [...(await measure('bulk')), ...(await measure('single'))],
};
