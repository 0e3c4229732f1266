import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAs, importArchive, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import type { Role, SpaceId } from '../../schemas/account.ts';
import { FicheId } from '../../schemas/fiche.ts';
import { DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import type { Access } from '../../schemas/routes/route.ts';
import { everyRoute } from '../doubles/access-table.ts';
import { doEverythingWithAnAccount } from './audit-account.ts';
import { doEverythingWithDocuments } from './audit-documents.ts';
import { doEverythingAtTheDoor } from './audit-door.ts';
import { doEverythingWithFranceConnect } from './audit-federation.ts';
import { doEverythingAtTheProvider } from './audit-provider.ts';
import { doEverythingWithFactors, doEverythingWithStaff } from './audit-sign-in.ts';
import { doEverythingInSpaces } from './audit-spaces.ts';
import { startTestSystem } from './start.ts';

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../../local/samples/${name}`, import.meta.url)));
const particuliers = (ficheId: string) => ({ audience: 'particuliers' as const, ficheId: FicheId.parse(ficheId) });
const [vitale, bourse, deces] = [particuliers('F265'), particuliers('F984'), particuliers('F909')];
const EMAIL = 'camille.martin@exemple.fr';
const NUMBER = '+33612345678';
const DAY = 86_400_000;

const paragraph = (text: string) => ({ from: 'edit' as const, edit: { introduction: [{ kind: 'paragraph' as const, content: [text] }] } });

/** As a mail program does when somebody asks it for no more of the kind. */
const followLink = ({ headers }: { headers: Record<string, string> }) =>
  fetch(headers['list-unsubscribe']?.slice(1, -1) ?? '', { method: 'POST' });

/** A partner whose machine does not listen. */
const doEverythingWithWebhooks = async (administrator: Actor): Promise<void> => {
  const settings = { address: 'http://127.0.0.1:9/', label: 'Ville voisine', interest: { events: 'every-revision' as const } };
  const { webhook } = await administrator.registerWebhook({ body: settings });
  const params = { webhookId: webhook.id };
  await administrator.changeWebhook({ params, body: { ...settings, label: 'Ville lointaine', version: webhook.version } });
  await administrator.rotateWebhookSecret({ params, body: { version: webhook.version + 1 } });
  const delivery = await administrator.sendTestEvent({ params });
  await administrator.replayWebhookDelivery({ params: { ...params, deliveryId: delivery.id } });
  await administrator.replayWebhookDeliveries({ params, body: { since: webhook.registeredAt, which: 'failed' } });
  await administrator.disableWebhook({ params });
  await administrator.enableWebhook({ params });
  const { version } = await administrator.readWebhook({ params });
  await administrator.deleteWebhook({ params, query: { version } });
};

const doEverythingWithAPhone = async (system: System, person: Actor): Promise<void> => {
  await person.choosePhone({ body: { number: NUMBER } });
  const code = await waitFor('the code', async () => /\d{6}/.exec(system.phone.messages({ to: NUMBER })[0]?.text ?? '')?.[0]);
  await person.verifyPhone({ body: { code } });
  await person.removePhone({});
};

/** Follows the fiche by a daily digest, and pauses digests by the link of the first. */
const pauseByLink = async (
  system: System,
  { editor, person, spaceId }: { editor: Actor; person: Actor; spaceId: SpaceId },
): Promise<void> => {
  await person.changeAlertPreferences({ body: { ...DEFAULT_PREFERENCES, defaultFrequency: 'daily' } });
  await person.subscribeToFiche({ params: { spaceId, ...deces }, body: { channel: 'mail', frequency: 'daily' } });
  await importArchive(editor, sample('fiches-sample-revision2.zip'), { scope: 'partial' });
  const revision = { ...deces, revision: 2 };
  await editor.decideRevision({ params: revision, body: { significance: 'significant', reason: 'Essai', changeNote: 'Le délai change.' } });
  await waitFor(
    'the end of the alert',
    async () => (await editor.readLedger({ params: revision }).catch(() => undefined))?.state === 'done',
  );
  await system.runSchedule('alerts-digest-planner', new Date(Date.now() + 4 * DAY));
  const digest = await waitFor('the digest', async () =>
    system.mailbox.messages({ to: EMAIL }).find(({ subject }) => subject.startsWith('Parvis')),
  );
  expect((await followLink(digest)).status).toBe(200);
};

/** Who only has to be there for others to do something with. */
const helpers: string[] = [];

/** Every write that the API offers, done once. */
const doEverything = async (system: System, staff: Record<'administrator' | 'editor', Actor>): Promise<string> => {
  const { editor, administrator } = staff;
  const account = await administrator.openAccount({ body: { email: EMAIL } });
  const person = actAs(system, { accountId: account.id, role: 'citizen' });
  const inSpace = { spaceId: account.personalSpaceId };
  helpers.push(await doEverythingWithStaff(system, administrator));
  helpers.push(await doEverythingAtTheDoor(system, { actor: person, email: EMAIL }));
  await doEverythingWithFactors(system, person);
  await doEverythingWithWebhooks(administrator);
  await doEverythingWithAPhone(system, person);
  await doEverythingWithAnAccount(person);
  await doEverythingAtTheProvider(system, person, administrator);
  await doEverythingWithFranceConnect(system, person);
  const other = await administrator.openAccount({ body: { email: 'bo.durand@exemple.fr' } });
  helpers.push(other.id);
  const actor = actAs(system, { accountId: other.id, role: 'citizen' });
  await doEverythingWithDocuments(person, inSpace.spaceId);
  await doEverythingInSpaces(system, person, { actor, email: other.email });

  await importArchive(editor, sample('fiches-sample.zip'), { scope: 'partial' });
  await person.subscribeToFiche({ params: { ...inSpace, ...vitale } });
  await person.subscribeToFiche({ params: { ...inSpace, ...bourse } });
  await person.unsubscribeFromFiche({ params: { ...inSpace, ...bourse } });

  await editor.draftRevision({ params: bourse, body: paragraph('Une introduction qui ne paraîtra pas.') });
  await editor.discardDraft({ params: bourse });
  const opened = await editor.draftRevision({ params: vitale, body: paragraph('La carte Vitale existe aussi sur téléphone.') });
  const saved = await editor.saveDraft({
    params: vitale,
    body: { version: opened.version, source: paragraph('La carte Vitale peut être installée sur un téléphone.') },
  });
  const changeNote = 'La carte Vitale peut être installée sur un téléphone.';
  const { version } = await editor.decideDraft({
    params: vitale,
    body: { version: saved.version, decision: { significance: 'significant', reason: 'Nouveau service', changeNote } },
  });
  const scheduled = await editor.publishDraft({ params: vitale, body: { version, at: new Date(Date.now() + DAY).toISOString() } });
  expect(scheduled.draft?.state).toBe('scheduled');
  await editor.cancelScheduledPublication({ params: vitale });
  const { draft } = await editor.readDraft({ params: vitale });
  system.mailbox.faults.fate = () => 'bounced';
  await editor.publishDraft({ params: vitale, body: { version: draft.version } });

  const mail = await waitFor('the alert', async () =>
    system.mailbox.messages({ to: EMAIL }).find(({ headers }) => 'list-unsubscribe' in headers),
  );
  expect((await followLink(mail)).status).toBe(200);
  system.mailbox.faults.fate = () => undefined;
  await waitFor('a stopped address', async () => (await person.readMyAccount({})).mail.state === 'stopped');
  await person.resumeMail({});
  await administrator.orderSending({ body: { order: 'stopped' } });
  await administrator.orderSending({ body: { order: 'automatic' } });

  await pauseByLink(system, { editor, person, ...inSpace });
  return account.id;
};

describe('the audit trail', () => {
  let system: System;
  let records: Record<string, unknown>[];
  let citizen: string;
  const staff = { administrator: '11111111-1111-4111-8111-111111111111', editor: '22222222-2222-4222-8222-222222222222' };

  const actorOf = (access: Access): string => {
    if (access === 'public') return 'public';
    return typeof access === 'object' && 'role' in access && access.role !== 'agent' ? staff[access.role] : citizen;
  };

  beforeAll(async () => {
    system = await startTestSystem();
    const actor = (role: Exclude<Role, 'citizen' | 'agent'>) => actAs(system, { accountId: staff[role], role });
    citizen = await doEverything(system, { administrator: actor('administrator'), editor: actor('editor') });
    const table = system.assembly.resources('AWS::DynamoDB::Table').find(({ id }) => id.startsWith('audit'));
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(system.operator));
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table && system.assembly.name(table.stack, table.id) }));
    records = Items;
  });
  afterAll(() => system.stop());

  it.each(everyRoute.filter(([, { method, onlyReads }]) => method !== 'GET' && !onlyReads))(
    '%s leaves a record of who did it',
    (_name, { audit, access }) => {
      const actors = records.filter(({ action }) => action === audit).map(({ pk }) => pk);
      expect(actors.length).toBeGreaterThan(0);
      const own = [...new Set(actors)].filter((actor) => !helpers.includes(String(actor)));
      /** On a page that anybody may open, whoever proved there who they are acts in their own name. */
      if (access === 'public') expect(own.filter((actor) => actor !== 'public' && actor !== citizen)).toEqual([]);
      else expect(own).toEqual([actorOf(access)]);
    },
  );

  it('says what each was about, and holds no address nor number', () => {
    expect(records.filter(({ about }) => about === undefined)).toEqual([]);
    for (const personal of [EMAIL, NUMBER]) expect(JSON.stringify(records)).not.toContain(personal);
  });
});
