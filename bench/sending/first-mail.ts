import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '../../functions/shared/clock.ts';
import { committer, newEvent } from '../../functions/shared/store/commit.ts';
import { waitFor } from '../../local/acting.ts';
import { synthesizeApart } from '../../local/synthesis.ts';
import { type System, startSystem } from '../../local/system.ts';
import type { FunctionName } from '../../schemas/environment.ts';
import { ficheDeclaredSignificant } from '../../schemas/events/fiches.ts';
import { FicheId, type FicheRef } from '../../schemas/fiche.ts';
import { anAnnouncement } from '../../test/doubles/announcements.ts';
import { tableNames } from '../../test/journeys/followers.ts';
import { seedAudience } from '../fan-out/audience.ts';
import { median, type Row } from '../scenario.ts';
import { watchLoad } from './load.ts';
import { percent } from './quota.ts';

const fiche: FicheRef = { audience: 'particuliers', ficheId: FicheId.parse('F265') };
const PEOPLE = 500;
const TIMES = { cold: 3, warm: 7 };
/** Milliseconds. */
const MOST = { cold: 1000, warm: 200 };
/** What lies between an event and the first mail. */
const onTheWay: FunctionName[] = ['publisher-outbox', 'alerts-planner', 'alerts-pager', 'alerts-delivery'];

/** Whoever waits for the next event has to be started first. */
const makeCold = async ({ functions }: System): Promise<void> => {
  for (const name of onTheWay) functions.kill(name);
  await waitFor('processes to end', async () => onTheWay.every((name) => functions.environments(name).length === 0));
};

/** Gives, in milliseconds, the time from just before an event is committed until the mail service has its first mail. */
const teller = async (system: System) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(system.operator));
  const tables = tableNames(system);
  await seedAudience({ client, tables }, fiche, PEOPLE);
  const commit = committer(client, tables, systemClock);
  let revision = 1;
  return async (): Promise<number> => {
    system.mailbox.clear();
    revision += 1;
    const at = Date.now();
    await commit({ writes: [], events: [newEvent(ficheDeclaredSignificant, anAnnouncement({ ...fiche, revision }))] });
    await waitFor('everybody to be told', async () => system.mailbox.messages({}).length === PEOPLE, 120);
    await waitFor('the work to be over', system.queues.areEmpty);
    return Math.min(...system.mailbox.messages({}).map((mail) => Date.parse(mail.at))) - at;
  };
};

const measure = async (system: System): Promise<Row[]> => {
  const tell = await teller(system);
  const load = watchLoad();
  const times: Record<keyof typeof TIMES, number[]> = { cold: [], warm: [] };
  for (let run = 0; run < TIMES.cold; run++) {
    await makeCold(system);
    times.cold.push(await tell());
  }
  for (let run = 0; run < TIMES.warm; run++) times.warm.push(await tell());
  const what = 'from the event to the first mail';
  return [
    { what: `${what}, cold`, value: median(times.cold), unit: 'ms', mark: { of: 'value', most: MOST.cold } },
    { what: `${what}, warm`, value: median(times.warm), unit: 'ms', mark: { of: 'value', most: MOST.warm } },
    { what: `${what}: processors of the machine busy meanwhile`, value: percent(load()), unit: '%' },
  ];
};

/** On the whole system: stream, publisher, topic, queues and all four functions between an event and SES. */
export const measureFirstMail = async (latencyMilliseconds: number): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'));
  try {
    const assemblyDir = join(folder, 'cdk.out');
    await synthesizeApart(assemblyDir, new AbortController().signal);
    const system = await startSystem({ assemblyDir, dataDir: join(folder, 'data'), testIssuer: true });
    try {
      system.mailbox.faults.latencyMilliseconds = latencyMilliseconds;
      return await measure(system);
    } finally {
      await system.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
