import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAsStaff, importArchive, waitFor } from '../../../local/acting.ts';
import { callAws } from '../../../local/aws-call.ts';
import type { System } from '../../../local/system.ts';
import { consumers } from '../../../schemas/events/index.ts';
import { addFollowers, otherThanOnce, publishSignificant } from '../followers.ts';
import { startTestSystem } from '../start.ts';
import { accidents } from './accidents.ts';
import { alertDelivered, allQuiet, peopleTold } from './ended.ts';
import { particuliers, smallArchive } from './fiches.ts';
import { impatientQueues } from './impatient-queues.ts';

const PEOPLE = 60;
const POISON = { poison: 'nobody can read this' };
const MINUTE = 60_000;

/** Every queue; the feedback of the mail service is passed over when it means nothing, so that nothing there is poison. */
const queues = [
  ...Object.keys(consumers),
  'fiches-importer',
  'alerts-pager',
  'alerts-pager/Urgent',
  'alerts-delivery',
  'alerts-delivery/Urgent',
  'alerts-digest-pager',
  'alerts-digest-delivery',
  'webhooks-sender',
  'documents-checker',
];

/** Told in order on one system, which hands every message over twice and gives each up after two or three attempts. */
describe('messages', () => {
  const fate = accidents();
  let system: System;
  let editor: Actor;
  let fiche = 100;
  const nextFiche = () => particuliers(`F${fiche++}`);
  const dead = async (name: string) => (await system.queues.depth(name)).dead;
  const everybodyOnce = { expected: PEOPLE, accepted: PEOPLE, delivered: PEOPLE, failed: 0, left: 0 };

  beforeAll(async () => {
    system = await startTestSystem({
      deliverTwice: true,
      meter: fate.meter,
      alterTemplates: (templates) => {
        impatientQueues({ visibility: 5, attempts: 3 })(templates);
        impatientQueues({ visibility: 12, attempts: 2, of: /fiches|imports/i })(templates);
      },
      report: () => {},
    });
    fate.befall(system);
    editor = actAsStaff(system, 'editor');
    await importArchive(editor, smallArchive(3), { scope: 'partial' });
    await allQuiet(system);
  });
  afterAll(() => system.stop());

  it('that nobody can read end with the dead letters of their queue, each alone, while everybody gets their mail', async () => {
    expect(system.assembly.resources('AWS::SQS::Queue')).toHaveLength(2 * (queues.length + 1));
    const one = nextFiche();
    await addFollowers(system, one, PEOPLE);
    for (const name of [...queues, 'alerts-feedback']) await system.queues.send(name, POISON);
    await publishSignificant(editor, one);
    expect(await alertDelivered(editor, one)).toMatchObject(everybodyOnce);
    await waitFor(
      'every poison among the dead letters',
      async () => (await Promise.all(queues.map(dead))).every((count) => count > 0),
      120,
    );
    for (const name of queues)
      expect(
        (await system.queues.deadLetters(name)).map((body) => JSON.parse(body)),
        name,
      ).toEqual([POISON]);
    await allQuiet(system);
    expect(await dead('alerts-feedback')).toBe(0);
    expect(peopleTold(system)).toBe(PEOPLE);
    expect(otherThanOnce(system)).toEqual([]);
  }, 300_000);

  it('that come late, long after all was done, change nothing', async () => {
    const before = system.mailbox.messages({}).length;
    const one = particuliers('F100');
    const ledger = await editor.readLedger({ params: { ...one, revision: 2 } });
    const caller = { awsAddress: system.operator.endpoint, region: system.operator.region, accessKeyId: 'operator' };
    const late = [...fate.queued()];
    expect(late.length).toBeGreaterThan(1);
    for (const { queue, body } of late) await callAws(caller, 'AmazonSQS.SendMessage', { QueueUrl: queue, MessageBody: body });
    const declared = fate.published().filter((event) => (event as { type: string }).type === 'fiche.declared-significant');
    expect(declared).toHaveLength(1);
    for (const event of declared) await system.queues.send('alerts-planner', event);
    await allQuiet(system);
    expect(system.mailbox.messages({})).toHaveLength(before);
    expect(await editor.readLedger({ params: { ...one, revision: 2 } })).toEqual(ledger);
    expect((await editor.listRevisions({ params: one, query: {} })).items).toHaveLength(2);
  });

  it('that were given up while the mail service was away are played again, and each person gets one mail', async () => {
    const one = nextFiche();
    await addFollowers(system, one, PEOPLE);
    system.mailbox.clear();
    const poisoned = await dead('alerts-delivery');
    system.mailbox.faults.failNext = Array.from({ length: 1000 }, () => 'error' as const);
    await publishSignificant(editor, one);
    await waitFor('the chunk among the dead letters', async () => (await dead('alerts-delivery')) > poisoned, 120);
    expect(peopleTold(system)).toBe(0);
    system.mailbox.faults.failNext = [];
    await system.queues.redrive('alerts-delivery');
    expect(await alertDelivered(editor, one)).toMatchObject(everybodyOnce);
    expect(peopleTold(system)).toBe(PEOPLE);
    expect(otherThanOnce(system)).toEqual([]);
  });

  it('that were given up and lost for good are found by the next run of the reconciler, within ten minutes', async () => {
    const one = nextFiche();
    await addFollowers(system, one, PEOPLE);
    system.mailbox.clear();
    const poisoned = await dead('alerts-pager');
    fate.refuse('alerts-pager');
    await publishSignificant(editor, one);
    await waitFor('a part among the dead letters', async () => (await dead('alerts-pager')) > poisoned, 120);
    fate.spare('alerts-pager');
    const planned = Date.now();
    await system.runSchedule('alerts-reconciler', new Date(planned + 3 * MINUTE));
    await allQuiet(system);
    expect(peopleTold(system)).toBe(0);
    await system.runSchedule('alerts-reconciler', new Date(planned + 5 * MINUTE));
    expect(await alertDelivered(editor, one)).toMatchObject(everybodyOnce);
    await system.queues.redrive('alerts-pager');
    await waitFor('the dead letters played again', async () => (await dead('alerts-pager')) === poisoned, 120);
    await allQuiet(system);
    expect(peopleTold(system)).toBe(PEOPLE);
    expect(otherThanOnce(system)).toEqual([]);
  });

  it('were all in the rights of who sent and took them', () => expect(system.denied).toEqual([]));
});
