import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAsStaff, importArchive, openAccount, waitFor } from '../../../local/acting.ts';
import type { System } from '../../../local/system.ts';
import { DEFAULT_PREFERENCES } from '../../../schemas/preferences.ts';
import { addFollowers, otherThanOnce, publishSignificant } from '../followers.ts';
import { startTestSystem } from '../start.ts';
import { accidents } from './accidents.ts';
import { alertDelivered, allQuiet, peopleTold } from './ended.ts';
import { particuliers, smallArchive } from './fiches.ts';
import { impatientQueues } from './impatient-queues.ts';
import { uploadsThatSurvive } from './killed-uploads.ts';

const [fiche, other] = [particuliers('F100'), particuliers('F101')];
const PEOPLE = 70;
const READERS = 3;
const DAY = 24 * 60 * 60 * 1000;
/** Seconds. */
const SENDING_AGAIN_WITHIN = 15;
/** One call in bulk is fifty. */
const CALL = 50;

type Person = Awaited<ReturnType<typeof openAccount>>;

/** Each function dies after each kind of write and send that it makes, told in order; before and after every single call it does in the use cases. */
describe('a function that is killed in the middle of its work', () => {
  const fate = accidents();
  let system: System;
  let editor: Actor;
  let readers: Person[];

  beforeAll(async () => {
    const impatience = { visibility: 1, attempts: 1000, of: /^(?!.*Delivery)/ };
    system = await startTestSystem({ meter: fate.meter, alterTemplates: impatientQueues(impatience), report: () => {} });
    fate.befall(system);
    editor = actAsStaff(system, 'editor');
  });
  afterAll(() => system.stop());

  const mailsTo = ({ account }: Person) => system.mailbox.messages({ to: account.email });

  it('leaves an import that ends as if nothing had happened: the importer', async () => {
    fate.killAtEachWrite('fiches-importer');
    const done = await importArchive(editor, smallArchive(4), { scope: 'partial' });
    expect(done).toMatchObject({ state: 'done', counts: { added: 4, changed: 0, unchanged: 0, removed: 0, refused: 0 } });
    expect(fate.deaths('fiches-importer')).toBeGreaterThanOrEqual(3);
    expect((await editor.readImportReport({ params: { importId: done.id }, query: { limit: 100 } })).items).toHaveLength(4);
    expect((await editor.listRevisions({ params: fiche, query: {} })).items).toHaveLength(1);
  });

  it('leaves nobody out and tells nobody twice: the publisher, the planner, the pager and the feedback', async () => {
    await addFollowers(system, fiche, PEOPLE);
    readers = await Promise.all(Array.from({ length: READERS }, (_, n) => openAccount(system, `lectrice-${n}@exemple.fr`)));
    for (const { account, actor } of readers) {
      const params = { spaceId: account.personalSpaceId, ...fiche };
      await actor.subscribeToFiche({ params, body: { frequency: 'daily', channel: 'mail' } });
    }
    for (const name of ['publisher-outbox', 'alerts-planner', 'alerts-pager', 'alerts-feedback'] as const) fate.killAtEachWrite(name);
    await publishSignificant(editor, fiche);
    const ledger = await alertDelivered(editor, fiche);
    expect(ledger).toMatchObject({ expected: PEOPLE, accepted: PEOPLE, delivered: PEOPLE, failed: 0, left: 0, inDigests: READERS });
    expect(otherThanOnce(system)).toEqual([]);
    expect(peopleTold(system)).toBe(PEOPLE);
    expect(fate.deaths('publisher-outbox')).toBe(1);
    expect(fate.deaths('alerts-planner')).toBeGreaterThanOrEqual(2);
    expect(fate.deaths('alerts-pager')).toBeGreaterThanOrEqual(3);
    expect(fate.deaths('alerts-feedback')).toBeGreaterThanOrEqual(1);
  });

  it('sends again within fifteen seconds, alerts and digests alike: both deliveries, after the planner and the pager of the digests', async () => {
    await addFollowers(system, other, PEOPLE);
    system.mailbox.clear();
    fate.killAtEachWrite('alerts-digest-planner');
    fate.killAtEachWrite('alerts-digest-pager');
    system.mailbox.faults.latencyMilliseconds = 3000;
    const tomorrow = new Date(Date.now() + 1.2 * DAY);
    await waitFor('a run of the planner that ends', () =>
      system.runSchedule('alerts-digest-planner', tomorrow).then(
        () => true,
        () => false,
      ),
    );
    await publishSignificant(editor, other);
    const sentTo = (isDigest: boolean) => system.mailbox.messages({}).filter(({ subject }) => subject.startsWith('Parvis :') === isDigest);
    const killInFlight = async (name: string, isDigest: boolean): Promise<number> => {
      await waitFor('mails in flight', async () => sentTo(isDigest).length > 0);
      expect(system.functions.kill(name)).toBeGreaterThan(0);
      return Date.now();
    };
    const killedAt = await Promise.all([killInFlight('alerts-delivery', false), killInFlight('alerts-digest-delivery', true)]);
    system.mailbox.faults.latencyMilliseconds = 0;

    const { items } = await editor.listDigests({});
    expect(items).toHaveLength(1);
    const digest = await waitFor('the end of the digests', async () => {
      const current = await editor.readDigestLedger({ params: { digestId: items[0]?.digestId ?? '' } });
      return current.state === 'done' && current.delivered === READERS && current;
    });
    expect(digest).toMatchObject({ expected: READERS, accepted: READERS, failed: 0, left: 0 });
    expect(await alertDelivered(editor, other)).toMatchObject({
      expected: PEOPLE,
      accepted: PEOPLE,
      delivered: PEOPLE,
      failed: 0,
      left: 0,
    });
    // What was heard of one chunk only moves the figures of the hour once: the feedback writes them again for these.
    await waitFor('the death of the feedback after the second of its writes', async () => fate.deaths('alerts-feedback') >= 2);
    expect(fate.deaths('alerts-digest-planner')).toBeGreaterThanOrEqual(3);
    expect(fate.deaths('alerts-digest-pager')).toBeGreaterThanOrEqual(2);

    const secondsUntilNext = [false, true].map((isDigest, which) => {
      const from = killedAt[which] ?? 0;
      const next = sentTo(isDigest).find(({ at }) => Date.parse(at) > from);
      return (Date.parse(next?.at ?? '') - from) / 1000;
    });
    for (const seconds of secondsUntilNext) expect(seconds).toBeLessThanOrEqual(SENDING_AGAIN_WITHIN);
    expect(peopleTold(system)).toBe(PEOPLE + READERS);
    for (const person of readers) expect(mailsTo(person).length).toBeLessThanOrEqual(2);
    const twice = otherThanOnce(system);
    expect(twice.filter(([, count]) => count > 2)).toEqual([]);
    expect(twice.length).toBeLessThanOrEqual(CALL + READERS);
  });

  it('leaves no page, index or feed stale, no frequency unchanged, and no bad address in use: those who follow events', async () => {
    const names = ['fiches-pages', 'fiches-index', 'fiches-feeds', 'alerts-frequencies', 'accounts-addresses'] as const;
    for (const name of names) fate.killAtEachWrite(name);
    const third = particuliers('F102');
    const gone = await openAccount(system, 'gone+bounce@exemple.fr');
    const params = { spaceId: gone.account.personalSpaceId };
    await gone.actor.subscribeToFiche({ params: { ...params, ...third } });
    await publishSignificant(editor, third);
    await gone.actor.changeAlertPreferences({ body: { ...DEFAULT_PREFERENCES, defaultFrequency: 'weekly' } });
    await waitFor('a stopped address', async () => (await gone.actor.readMyAccount({})).mail.state === 'stopped');
    await waitFor('another frequency', async () => (await gone.actor.listSubscriptions({ params })).items[0]?.frequency === 'weekly');
    await allQuiet(system);
    for (const path of ['/fiches/particuliers/F102.html', '/fiches/particuliers/F102/revisions/2.html', '/significant.atom']) {
      const reply = await fetch(system.address + path);
      expect(reply.status, path).toBe(200);
      expect(await reply.text(), path).toContain('F102');
    }
    const { items } = await editor.searchFiches({ query: { q: 'carte couleur' } });
    expect(items.length).toBeGreaterThan(0);
    for (const name of names) expect(fate.deaths(name), name).toBeGreaterThanOrEqual(1);
  });

  it('lets nobody read what was not checked, loses no file and leaks no room: who checks, looks at and waits for files', () =>
    uploadsThatSurvive(system, fate));

  it('leaves nothing behind on any queue', async () => {
    await allQuiet(system);
    for (const name of ['alerts-planner', 'alerts-pager', 'alerts-delivery', 'alerts-digest-delivery', 'alerts-feedback'])
      expect((await system.queues.depth(name)).dead, name).toBe(0);
    expect(system.denied).toEqual([]);
  });
});
