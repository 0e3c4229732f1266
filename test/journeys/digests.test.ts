import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAsStaff, importArchive, openAccount, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { FicheId } from '../../schemas/fiche.ts';
import { DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import type { Frequency } from '../../schemas/subscription.ts';
import { startTestSystem } from './start.ts';

const sample = new Uint8Array(readFileSync(new URL('../../local/samples/fiches-sample.zip', import.meta.url)));
const particuliers = (ficheId: string) => ({ audience: 'particuliers' as const, ficheId: FicheId.parse(ficheId) });
const vitale = particuliers('F265');
const bourse = particuliers('F984');
const ONE_CLICK = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' };
const DAY = 24 * 60 * 60 * 1000;

type Person = Awaited<ReturnType<typeof openAccount>>;

/** Told in order: each step stands on the one before. */
describe('what people follow daily or weekly comes as one digest', () => {
  let system: System;
  let editor: Actor;
  let daily: Person;
  let weekly: Person;
  let promptly: Person;
  let paused: Person;

  const digestsTo = ({ account }: Person) =>
    system.mailbox.messages({ to: account.email }).filter(({ subject }) => subject.startsWith('Parvis :'));
  const alertsTo = ({ account }: Person) =>
    system.mailbox.messages({ to: account.email }).filter(({ subject }) => subject.startsWith('Fiche modifiée'));
  const follow = async ({ account, actor }: Person, frequency: Frequency) => {
    for (const fiche of [vitale, bourse])
      await actor.subscribeToFiche({ params: { spaceId: account.personalSpaceId, ...fiche }, body: { frequency, channel: 'mail' } });
  };
  const revise = async (fiche: typeof vitale, changeNote: string) => {
    const { content } = await editor.readFiche({ params: fiche });
    const { version } = await editor.draftRevision({
      params: fiche,
      body: { from: 'edit', edit: { introduction: [...content.introduction, { kind: 'paragraph', content: [changeNote] }] } },
    });
    const decided = await editor.decideDraft({
      params: fiche,
      body: { version, decision: { significance: 'significant', reason: 'Essai', changeNote } },
    });
    const { revision } = await editor.publishDraft({ params: fiche, body: { version: decided.version } });
    return waitFor('the end of the alert', async () => {
      const ledger = await editor.readLedger({ params: { ...fiche, revision: revision?.revision ?? 0 } }).catch(() => undefined);
      return ledger?.state === 'done' && ledger;
    });
  };
  /** Runs the digests of every slot up to a time, and waits until all of them have ended. */
  const runDigests = async (until: number) => {
    await system.runSchedule('alerts-digest-planner', new Date(until));
    return waitFor('the end of the digests', async () => {
      const { items } = await editor.listDigests({});
      const ledgers = await Promise.all(items.map(({ digestId }) => editor.readDigestLedger({ params: { digestId } })));
      return ledgers.every(({ state }) => state === 'done') && ledgers;
    });
  };

  beforeAll(async () => {
    system = await startTestSystem();
    editor = actAsStaff(system, 'editor');
    await importArchive(editor, sample, { scope: 'partial' });
    [daily, weekly, promptly, paused] = await Promise.all([
      openAccount(system, 'daily@exemple.fr'),
      openAccount(system, 'weekly@exemple.fr'),
      openAccount(system, 'promptly@exemple.fr'),
      openAccount(system, 'paused@exemple.fr'),
    ]);
    const inTwoDays = (['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const)[
      new Date(Date.now() + 3 * DAY).getUTCDay()
    ];
    await weekly.actor.changeAlertPreferences({
      body: { ...DEFAULT_PREFERENCES, zone: 'UTC', weekday: inTwoDays ?? 'monday', weekend: 'same-day' },
    });
    await Promise.all([follow(daily, 'daily'), follow(weekly, 'weekly'), follow(promptly, 'at-once'), follow(paused, 'daily')]);
  });
  afterAll(() => system.stop());

  it('tells at once only those who asked for that, and says how many wait for a digest', async () => {
    const ledger = await revise(vitale, 'La carte Vitale change de couleur au premier janvier.');
    await revise(bourse, 'Le montant de la bourse augmente à la rentrée prochaine.');
    await revise(vitale, 'La carte Vitale existe aussi sur téléphone.');
    expect(ledger).toMatchObject({ expected: 1, accepted: 1, inDigests: 3 });
    expect(alertsTo(promptly)).toHaveLength(3);
    for (const person of [daily, weekly, paused]) expect(system.mailbox.messages({ to: person.account.email })).toEqual([]);
  });

  it('sends nothing before its time', async () => {
    expect(await runDigests(Date.now())).toEqual([]);
  });

  it('sends one digest with all that changed, the two changes of one fiche in their order', async () => {
    const [ledger] = await runDigests(Date.now() + 1.2 * DAY);
    expect(ledger).toMatchObject({ expected: 2, accepted: 2, failed: 0, left: 0 });
    const mails = digestsTo(daily);
    expect(mails.map(({ subject }) => subject)).toEqual(['Parvis : 2 fiches que vous suivez ont changé']);
    const [mail] = mails;
    for (const body of [mail?.html ?? '', mail?.text ?? '']) {
      expect(body.indexOf('change de couleur')).toBeGreaterThan(0);
      expect(body.indexOf('existe aussi sur téléphone')).toBeGreaterThan(body.indexOf('change de couleur'));
      expect(body).toContain('Le montant de la bourse augmente');
      expect(body).toContain(`${system.address}/fiches/particuliers/F265.html`);
      expect(body).toContain(`${system.address}/fiches/particuliers/F265/revisions/3.html`);
      expect(body.match(/\/api\/leave\/[\w.-]+/g)).toHaveLength(2);
      expect(body).not.toMatch(/\{\{|undefined|\[object/);
    }
    expect(mail?.headers['list-unsubscribe']).toMatch(/^<http[^>]+\/api\/pause\/[\w.-]+>$/);
    expect(mail?.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(digestsTo(weekly)).toEqual([]);
  });

  it('sends the weekly one on its day, and nothing to the one who was told at once', async () => {
    const ledgers = await runDigests(Date.now() + 4 * DAY);
    expect(ledgers).toHaveLength(2);
    expect(digestsTo(weekly)).toHaveLength(1);
    expect(digestsTo(daily)).toHaveLength(1);
    expect(digestsTo(promptly)).toEqual([]);
  });

  it('sends nothing more when the schedule runs again', async () => {
    const before = system.mailbox.messages({}).length;
    await runDigests(Date.now() + 9 * DAY);
    await runDigests(Date.now() + 9 * DAY);
    expect(system.mailbox.messages({})).toHaveLength(before);
  });

  it('follows digests to their delivery', async () => {
    const { items } = await editor.listDigests({});
    const { digestId } = items.at(-1) ?? {};
    if (!digestId) throw new Error('no digest');
    const ledger = await waitFor('deliveries', async () => {
      const current = await editor.readDigestLedger({ params: { digestId } });
      return current.delivered === 2 && current;
    });
    expect(ledger).toMatchObject({ state: 'done', bounced: 0, failed: 0 });
    await expect(daily.actor.readDigestLedger({ params: { digestId } })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('lets somebody leave one fiche by its own link, and keeps the other', async () => {
    const links = digestsTo(daily)[0]?.text?.match(/http\S+\/api\/leave\/[\w.-]+/g) ?? [];
    expect((await fetch(links[0] ?? '', ONE_CLICK)).status).toBe(200);
    const { items } = await daily.actor.listSubscriptions({ params: { spaceId: daily.account.personalSpaceId } });
    expect(items).toHaveLength(1);
  });

  it('lets somebody pause their digests in one click from the mail, and a GET changes nothing', async () => {
    const link = digestsTo(paused)[0]?.headers['list-unsubscribe']?.slice(1, -1) ?? '';
    const shown = await (await fetch(link)).text();
    expect(shown).toContain('Suspendre mes récapitulatifs');
    expect(shown).not.toContain(paused.account.email);
    expect(await paused.actor.readAlertPreferences({})).toMatchObject({ digestsPaused: false });
    expect(await (await fetch(link, ONE_CLICK)).text()).toContain('Vos récapitulatifs sont suspendus');
    expect(await paused.actor.readAlertPreferences({})).toMatchObject({ digestsPaused: true });
    expect((await paused.actor.listSubscriptions({ params: { spaceId: paused.account.personalSpaceId } })).items).toHaveLength(2);
  });

  it('tells the next change to those who still want it, and counts who paused as having left', async () => {
    for (const { actor } of [daily, weekly, paused]) {
      const chosen = await actor.readAlertPreferences({});
      await actor.changeAlertPreferences({ body: { ...chosen, hour: 20 } });
    }
    await revise(vitale, 'La carte Vitale devient gratuite pour tous.');
    await revise(bourse, 'La bourse se demande désormais en ligne.');
    const ledgers = await runDigests(Date.now() + 1.2 * DAY);
    expect(ledgers.map(({ left }) => left).toSorted((one, other) => one - other)).toEqual([0, 0, 1]);
    const subjects = digestsTo(daily).map(({ subject }) => subject);
    expect(subjects.toSorted()).toEqual(['Parvis : 2 fiches que vous suivez ont changé', 'Parvis : une fiche que vous suivez a changé']);
    expect(digestsTo(paused)).toHaveLength(1);
  });

  it('never had a call refused by the functions’ own permissions', () => {
    expect(system.denied).toEqual([]);
  });
});
