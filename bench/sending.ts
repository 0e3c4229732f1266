import { availableParallelism } from 'node:os';
import { FicheId, type FicheRef } from '../schemas/fiche.ts';
import { seedAudience } from './fan-out/audience.ts';
import { openWorld, type World } from './fan-out/world.ts';
import type { Row, Scenario } from './scenario.ts';
import { measureFirstMail } from './sending/first-mail.ts';
import { measureQuota, type QuotaRun } from './sending/quota.ts';
import { measureUrgent } from './sending/urgent.ts';

const particuliers = (ficheId: string): FicheRef => ({ audience: 'particuliers', ficheId: FicheId.parse(ficheId) });
/** What the mail service takes to answer. */
const ANSWER_MILLISECONDS = 50;

/** Whom each quota is measured with: seventy-five and fifty seconds of it. What is lost at the beginning and the end is the same for a million. */
const large = {
  400: { fiche: particuliers('F265'), people: 30_000 },
  2000: { fiche: particuliers('F984'), people: 100_000 },
};
const urgent = { fiche: particuliers('F1341'), people: 10 };
const digest = { fiche: particuliers('F14929'), people: 3000 };

/** Tables, mail service and workers together take two milliseconds of a processor for each mail that goes one by one. */
const PROCESSORS_FOR_2000_ONE_BY_ONE = 6;

const quotaRuns = (): QuotaRun[] => {
  const runs: QuotaRun[] = [
    { way: 'bulk', perSecond: 400, deliverers: 2, revision: 2, ...large[400] },
    { way: 'single', perSecond: 400, deliverers: 3, revision: 3, ...large[400] },
    { way: 'bulk', perSecond: 2000, deliverers: 5, revision: 2, ...large[2000] },
  ];
  if (availableParallelism() >= PROCESSORS_FOR_2000_ONE_BY_ONE)
    runs.push({ way: 'single', perSecond: 2000, deliverers: 8, revision: 3, ...large[2000] });
  else console.warn(`2,000/s one by one is not measured: it takes ${PROCESSORS_FOR_2000_ONE_BY_ONE} processors`);
  return runs;
};

const measureAll = async (world: World): Promise<Row[]> => {
  world.services.latency = ANSWER_MILLISECONDS;
  for (const { fiche, people } of [large[400], large[2000], urgent]) await seedAudience(world.dynamo, fiche, people);
  await seedAudience(world.dynamo, digest.fiche, digest.people, 'daily');
  const rows: Row[] = [];
  for (const run of quotaRuns()) rows.push(...(await measureQuota(world, run)));
  rows.push(
    ...(await measureUrgent(world, { way: 'bulk', perSecond: 400, deliverers: 2, revision: 4, large: large[400], urgent, digest })),
  );
  rows.push(...(await measureUrgent(world, { way: 'bulk', perSecond: 2000, deliverers: 5, revision: 5, large: large[2000], urgent })));
  return rows;
};

/** What people and SES see of the sending: how soon, how fast, and who goes first. */
export const scenario: Scenario = {
  title: 'time to the first mail, use of the quota, and urgent alerts first; 50 ms until the mail service answers',
  async run() {
    const rows = await measureFirstMail(ANSWER_MILLISECONDS);
    const world = await openWorld();
    try {
      return [...rows, ...(await measureAll(world))];
    } finally {
      await world.stop();
    }
  },
};
