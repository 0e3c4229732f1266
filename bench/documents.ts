import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, openAccount, waitFor } from '../local/acting.ts';
import { type Meter, openMeter } from '../local/iam/meter.ts';
import { synthesizeApart } from '../local/synthesis.ts';
import { startSystem } from '../local/system.ts';
import type { SpaceId } from '../schemas/account.ts';
import { DocumentId, FileId } from '../schemas/document.ts';
import { archiveMemory } from './documents/archive-memory.ts';
import { onePage, sendFile } from './documents/one-file.ts';
import { median, type Row, type Scenario } from './scenario.ts';

const DOCUMENTS = 1_000;
const PAGE = { limit: 20 };
const LISTED = 21;
/** What the checker tidies up after a file can be read. */
const SETTLED_MILLISECONDS = 500;
const TOGETHER = 20;

/** What functions whose names fit asked of AWS while something was done. */
const asked = async (meter: Meter, callers: RegExp, work: () => Promise<unknown>) => {
  const sums = () => {
    const ours = meter.usages().filter(({ caller }) => callers.test(caller));
    const of = (service: string) => ours.filter((usage) => usage.service === service);
    return {
      dynamo: of('dynamodb').reduce((sum, { calls }) => sum + calls, 0),
      units: of('dynamodb').reduce((sum, { units }) => sum + units, 0),
      s3: of('s3').reduce((sum, { calls }) => sum + calls, 0),
    };
  };
  const before = sums();
  await work();
  const after = sums();
  return { dynamo: after.dynamo - before.dynamo, units: after.units - before.units, s3: after.s3 - before.s3 };
};

interface Person {
  actor: Actor;
  spaceId: SpaceId;
}

interface Listing {
  milliseconds: number;
  units: number;
}

/** A page among others, each of them read once before: the machine is busy after so many were added. */
const listing = async (meter: Meter, { actor, spaceId }: Person): Promise<Listing> => {
  const times: number[] = [];
  const read = () => actor.listDocuments({ params: { spaceId }, query: PAGE });
  for (let time = 0; time < 2 * LISTED; time++) {
    const started = performance.now();
    await read();
    if (time >= LISTED) times.push(performance.now() - started);
  }
  return { milliseconds: median(times), units: (await asked(meter, /documents-?api/i, read)).units };
};

const fill = async ({ actor, spaceId }: Person, from: number, to: number): Promise<void> => {
  for (let first = from; first < to; first += TOGETHER)
    await Promise.all(
      Array.from({ length: Math.min(TOGETHER, to - first) }, (_, one) =>
        actor.addDocument({
          params: { spaceId },
          body: { name: `Document ${first + one}`, kind: 'other', expiresOn: null, reminders: true },
        }),
      ),
    );
};

const actions = async (meter: Meter, { actor, spaceId }: Person): Promise<Row[]> => {
  const rows: Row[] = [];
  const API = /documents-?api/i;
  const checker = /documents-?checker/i;
  const told = async (what: string, callers: RegExp, most: [dynamo: number, s3: number], work: () => Promise<unknown>) => {
    const { dynamo, units, s3 } = await asked(meter, callers, work);
    rows.push({ what: `${what}: DynamoDB`, value: dynamo, unit: 'requests', mark: { of: 'value', most: most[0] } });
    rows.push({ what: `${what}: DynamoDB`, value: units, unit: 'units' });
    rows.push({ what: `${what}: S3`, value: s3, unit: 'requests', mark: { of: 'value', most: most[1] } });
  };
  const body = { name: 'Carte d’identité', kind: 'identity-card', expiresOn: null, reminders: true } as const;
  const document = await actor.addDocument({ params: { spaceId }, body });
  const params = { spaceId, documentId: DocumentId.parse(document.id) };
  let fileId = FileId.parse('00000000-0000-4000-8000-000000000000');
  await told('add a document', API, [2, 0], () => actor.addDocument({ params: { spaceId }, body }));
  const opening = () => actor.openUpload({ params, body: { name: 'carte.pdf', size: onePage.length, replaces: null } });
  let opened: Awaited<ReturnType<typeof opening>> | undefined;
  await told('open an upload', API, [3, 0], async () => {
    opened = await opening();
  });
  await told('check a file', checker, [4, 3], async () => {
    if (!opened) return;
    fileId = FileId.parse(opened.file.id);
    await sendFile(opened.upload, onePage);
    await waitFor('the check', async () => (await actor.readDocument({ params })).files.length === 1);
    await sleep(SETTLED_MILLISECONDS);
  });
  await told('download a file', API, [6, 1], async () => {
    const { address } = await actor.giveFileLink({ params: { ...params, fileId }, body: { what: 'file' } });
    await (await fetch(address)).arrayBuffer();
  });
  await told('list a page', API, [2, 0], () => actor.listDocuments({ params: { spaceId }, query: PAGE }));
  await told('delete a document', API, [3, 0], () => actor.deleteDocument({ params }));
  return rows;
};

/** What the wallet asks of AWS for each thing that a person does, and whether a page costs the same however many documents there are. */
export const scenario: Scenario = {
  title: 'requests of each thing that a person does with documents, and a page of 1,000 documents',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-documents-'));
    const assemblyDir = join(folder, 'cdk.out');
    await synthesizeApart(assemblyDir, new AbortController().signal);
    const meter = openMeter();
    const system = await startSystem({ assemblyDir, dataDir: join(folder, 'data'), meter, testIssuer: true });
    try {
      const { account, actor } = await openAccount(system, 'bench.documents@parvis.example');
      const person = { actor, spaceId: account.personalSpaceId };
      const rows = await actions(meter, person);
      await fill(person, 0, 40);
      const few = await listing(meter, person);
      await fill(person, 40, DOCUMENTS - 1);
      const many = await listing(meter, person);
      const what = `a page of 20 of ${DOCUMENTS} documents, against 40`;
      rows.push({
        what,
        value: many.units,
        unit: 'units',
        bare: few.units,
        ratio: many.units / few.units,
        mark: { of: 'ratio', most: 1 },
      });
      rows.push({ what, value: many.milliseconds, unit: 'ms', bare: few.milliseconds, ratio: many.milliseconds / few.milliseconds });
      rows.push(await archiveMemory());
      return rows;
    } finally {
      await system.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
