import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FicheId, type FicheRef } from '../schemas/fiche.ts';
import { seedAudience } from './fan-out/audience.ts';
import { runApart } from './fan-out/child.ts';
import { takenByFunction } from './fan-out/processes.ts';
import { openStage, publishSignificant, type Stage, untilAllTold } from './fan-out/stage.ts';
import type { Row, Scenario } from './scenario.ts';

const WARM_UP = 1000;
const PEOPLE = 20_000;
const CHUNK = 50;
/** Everything that a recipient costs, when sending in bulk. */
const MOST_MICROSECONDS = 150;

const warmUpFiche: FicheRef = { audience: 'particuliers', ficheId: FicheId.parse('F265') };
const measuredFiche: FicheRef = { audience: 'particuliers', ficheId: FicheId.parse('F2') };

/** Microseconds of CPU a recipient of the SDK's bulk call alone, with the same mail and the same service. */
const bareBulk = async ({ system }: Stage): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-mail-'));
  try {
    const [mail] = system.mailbox.messages({});
    if (!mail) throw new Error('no mail was sent');
    const file = join(folder, 'mail.json');
    writeFileSync(file, JSON.stringify({ subject: mail.subject, html: mail.html, text: mail.text }));
    const calls = String(PEOPLE / CHUNK);
    return (
      Number(await runApart(new URL('fan-out/bare-sends.ts', import.meta.url), [system.operator.endpoint, mail.from, calls, file])) / CHUNK
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const measure = async (stage: Stage): Promise<Row[]> => {
  const { system, editor } = stage;
  await seedAudience(system, warmUpFiche, WARM_UP);
  await seedAudience(system, measuredFiche, PEOPLE);
  await publishSignificant(editor, warmUpFiche);
  await untilAllTold(editor, warmUpFiche, WARM_UP);
  const before = takenByFunction(system);
  const started = performance.now();
  await publishSignificant(editor, measuredFiche);
  await untilAllTold(editor, measuredFiche, PEOPLE);
  const seconds = (performance.now() - started) / 1000;
  const taken = [...takenByFunction(system)].map(([name, { cpuSeconds }]) => {
    const microseconds = ((cpuSeconds - (before.get(name)?.cpuSeconds ?? 0)) * 1_000_000) / PEOPLE;
    return { name, microseconds };
  });
  const ofAlerts = taken.filter(({ name }) => name.startsWith('alerts-') && name !== 'alerts-api');
  const total = ofAlerts.reduce((sum, { microseconds }) => sum + microseconds, 0);
  const bare = await bareBulk(stage);
  return [
    {
      what: 'whole fan-out, in bulk',
      value: total,
      unit: 'µs CPU/recipient',
      bare,
      ratio: total / bare,
      mark: { of: 'value', most: MOST_MICROSECONDS },
    },
    ...ofAlerts.map(({ name, microseconds }) => ({ what: `of which ${name}`, value: microseconds, unit: 'µs CPU/recipient' })),
    { what: 'on this machine', value: PEOPLE / seconds, unit: 'recipients/s' },
  ];
};

/** What one person more costs an alert, in the functions’ own processes; the emulators are others. */
export const scenario: Scenario = {
  title: `an alert to ${PEOPLE.toLocaleString('en')} people, from the editor’s word to the ledger, against the SDK’s bulk call alone`,
  async run() {
    const stage = await openStage();
    try {
      return await measure(stage);
    } finally {
      await stage.stop();
    }
  },
};
