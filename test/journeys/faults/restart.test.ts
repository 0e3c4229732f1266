import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Actor, actAsStaff, importArchive, openAccount, waitFor } from '../../../local/acting.ts';
import { type System, startSystem } from '../../../local/system.ts';
import { addFollowers, otherThanOnce, publishSignificant } from '../followers.ts';
import { alertDelivered, peopleTold } from './ended.ts';
import { particuliers, smallArchive } from './fiches.ts';

const PEOPLE = 120;
const CALL = 50;
const fiche = particuliers('F100');
/** Two steps of an import, so that it can be cut between them. */
const FILES = 55;
const DAY = 24 * 60 * 60 * 1000;

/** Everything at once, as when the power goes: an import, an alert that is being sent, feedback, and a digest that waits. */
describe('the whole system, stopped in the middle of everything and started again', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parvis-journey-'));
  let system: System;
  let editor: Actor;
  let reader: Awaited<ReturnType<typeof openAccount>>;
  const start = async (port?: number) => {
    system = await startSystem({ assemblyDir: inject('assembly'), dataDir, testIssuer: true, report: () => {}, ...(port && { port }) });
    editor = actAsStaff(system, 'editor');
  };

  beforeAll(async () => {
    await start();
    await importArchive(editor, smallArchive(2), { scope: 'partial' });
    await addFollowers(system, fiche, PEOPLE);
    reader = await openAccount(system, 'lectrice@exemple.fr');
    const params = { spaceId: reader.account.personalSpaceId, ...fiche };
    await reader.actor.subscribeToFiche({ params, body: { frequency: 'daily', channel: 'mail' } });
  });
  afterAll(async () => {
    await system.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('ends everything that it had begun', async () => {
    system.mailbox.faults.latencyMilliseconds = 3000;
    let importId = '';
    const cut = importArchive(editor, smallArchive(FILES), { scope: 'partial' }, ({ id }) => (importId = id)).catch(() => undefined);
    await publishSignificant(editor, fiche);
    await waitFor('an import under way and mails in flight', async () => importId !== '' && system.mailbox.inFlight() > 0);
    const before = peopleTold(system);
    expect(before).toBeLessThan(PEOPLE);
    const port = Number(new URL(system.address).port);
    await system.stop();
    await cut;

    await start(port);
    const ledger = await alertDelivered(editor, fiche);
    expect(ledger).toMatchObject({ expected: PEOPLE, accepted: PEOPLE, delivered: PEOPLE, failed: 0, left: 0, inDigests: 1 });
    expect(peopleTold(system)).toBe(PEOPLE);
    const twice = otherThanOnce(system);
    expect(twice.filter(([, count]) => count > 2)).toEqual([]);
    expect(twice.length).toBeLessThanOrEqual(2 * CALL);
    const done = await waitFor('the end of the import', async () => {
      const current = await editor.readImport({ params: { importId } });
      return current.state === 'done' && current;
    });
    expect(done.counts).toMatchObject({ added: FILES - 2, refused: 0, removed: 0 });
  });

  it('still tells the reader of the digest, once', async () => {
    for (let run = 0; run < 2; run++) await system.runSchedule('alerts-digest-planner', new Date(Date.now() + 1.2 * DAY));
    const ledger = await waitFor('the end of the digest', async () => {
      const [digest] = (await editor.listDigests({})).items;
      const current = digest && (await editor.readDigestLedger({ params: { digestId: digest.digestId } }));
      return current?.state === 'done' && current.delivered === 1 && current;
    });
    expect(ledger).toMatchObject({ expected: 1, accepted: 1, failed: 0, left: 0 });
    for (const name of ['alerts-digest-pager', 'alerts-digest-delivery'])
      await waitFor(`nothing left for ${name}`, async () => Object.values(await system.queues.depth(name)).every((count) => count === 0));
    expect(system.mailbox.messages({ to: reader.account.email })).toHaveLength(1);
  });
});
