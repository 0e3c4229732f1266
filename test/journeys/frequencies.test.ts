import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shardOf } from '../../functions/alerts/rules/audience.ts';
import { digestLists } from '../../functions/alerts/store/digest-lists.ts';
import { type Actor, actAsStaff, importArchive, openAccount, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import type { AccountId } from '../../schemas/account.ts';
import type { Slot } from '../../schemas/digest.ts';
import { FicheId } from '../../schemas/fiche.ts';
import { DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import type { PublicationId } from '../../schemas/publication.ts';
import type { SubscriptionChoice } from '../../schemas/subscription.ts';
import { startTestSystem } from './start.ts';

const sample = new Uint8Array(readFileSync(new URL('../../local/samples/fiches-sample.zip', import.meta.url)));
const fiche = { audience: 'particuliers' as const, ficheId: FicheId.parse('F265') };

/** In half a day: no digest is sent while this test runs. */
const farHour = (new Date().getUTCHours() + 12) % 24;

/** Who chose what, told in order over HTTP: each step stands on the one before. */
describe('each person is told as often as they chose', () => {
  let system: System;
  let editor: Actor;
  let prompt: Awaited<ReturnType<typeof openAccount>>;
  let patient: Awaited<ReturnType<typeof openAccount>>;

  const follow = ({ account, actor }: typeof prompt, body?: Partial<SubscriptionChoice>) =>
    actor.subscribeToFiche({ params: { spaceId: account.personalSpaceId, ...fiche }, ...(body && { body }) });
  const followed = async ({ account, actor }: typeof prompt) =>
    (await actor.listSubscriptions({ params: { spaceId: account.personalSpaceId } })).items[0];
  const mailsTo = ({ account }: typeof prompt) => system.mailbox.messages({ to: account.email }).length;

  /** Of which revision the digests to come tell somebody, and when. */
  const waitingFor = async (accountId: AccountId): Promise<{ slot: Slot; publicationId: PublicationId }[]> => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(system.operator));
    const table = system.assembly.resources('AWS::DynamoDB::Table').find(({ id }) => id.startsWith('digests'));
    const lists = digestLists(client, table ? system.assembly.physicalId(table.stack, table.id) : '');
    const found: { slot: Slot; publicationId: PublicationId }[] = [];
    for (const slot of await lists.dueSlots(new Date(Date.now() + 8 * 24 * 3_600_000)))
      for await (const { publicationId, people } of lists.listsOf(slot, shardOf(accountId)))
        for (let at = 0; at < people.length; at++) if (people.at(at)?.accountId === accountId) found.push({ slot, publicationId });
    client.destroy();
    return found;
  };

  const publish = async (text: string, revision: number) => {
    const { version } = await editor.draftRevision({
      params: fiche,
      body: { from: 'edit', edit: { introduction: [{ kind: 'paragraph', content: [text] }] } },
    });
    const decided = await editor.decideDraft({
      params: fiche,
      body: { version, decision: { significance: 'significant', reason: 'Nouvelle règle', changeNote: text, urgent: true } },
    });
    await editor.publishDraft({ params: fiche, body: { version: decided.version } });
    return waitFor(`the end of the alert on revision ${revision}`, async () => {
      const ledger = await editor.readLedger({ params: { ...fiche, revision } }).catch(() => undefined);
      return ledger?.state === 'done' && ledger;
    });
  };

  beforeAll(async () => {
    system = await startTestSystem();
    editor = actAsStaff(system, 'editor');
    await importArchive(editor, sample, { scope: 'partial' });
    [prompt, patient] = await Promise.all([openAccount(system, 'presse@exemple.fr'), openAccount(system, 'patiente@exemple.fr')]);
  });
  afterAll(() => system.stop());

  it('reads the same preferences as everybody, then one’s own; a zone that does not exist is refused in French', async () => {
    expect(await patient.actor.readAlertPreferences({})).toEqual(DEFAULT_PREFERENCES);
    const mine = { ...DEFAULT_PREFERENCES, zone: 'UTC', hour: farHour };
    expect(await patient.actor.changeAlertPreferences({ body: mine })).toEqual(mine);
    expect(await patient.actor.readAlertPreferences({})).toEqual(mine);
    await expect(patient.actor.changeAlertPreferences({ body: { ...mine, zone: 'Europe/Lutece' } })).rejects.toMatchObject({
      kind: 'invalid',
      body: { errors: [{ field: 'body.zone', detail: expect.stringContaining('Ce fuseau horaire n’existe pas') }] },
    });
  });

  it('follows in one click, or says how often; an SMS needs a verified number', async () => {
    expect(await follow(prompt)).toMatchObject({ channel: 'mail', frequency: 'at-once', frequencyChosen: null });
    expect(await follow(patient, { frequency: 'daily' })).toMatchObject({ frequency: 'daily', frequencyChosen: 'daily' });
    await expect(follow(prompt, { channel: 'sms' })).rejects.toMatchObject({ kind: 'phone-not-verified' });
  });

  it('mails who is told at once, and puts the other on the list of their next digest', async () => {
    expect(await publish('La carte Vitale change de couleur.', 2)).toMatchObject({ expected: 1, accepted: 1, inDigests: 1 });
    expect([mailsTo(prompt), mailsTo(patient)]).toEqual([1, 0]);
    const slot = expect.stringMatching(`T${String(farHour).padStart(2, '0')}:00Z$`);
    expect(await waitingFor(patient.account.id)).toEqual([{ slot, publicationId: 'particuliers-F265-2' }]);
    expect(await waitingFor(prompt.account.id)).toEqual([]);
  });

  it('changes nothing for a revision that was already read', async () => {
    const before = await followed(patient);
    expect(await follow(patient, { frequency: 'at-once' })).toMatchObject({
      frequency: 'at-once',
      subscribedAt: before?.subscribedAt,
    });
    expect(mailsTo(patient)).toBe(0);
    expect((await waitingFor(patient.account.id)).map(({ publicationId }) => publicationId)).toEqual(['particuliers-F265-2']);
  });

  it('gives a new default to what follows it, and tells the next revision by the new ways', async () => {
    await prompt.actor.changeAlertPreferences({ body: { ...DEFAULT_PREFERENCES, defaultFrequency: 'weekly', zone: 'UTC', hour: farHour } });
    await waitFor('the new default', async () => (await followed(prompt))?.frequency === 'weekly');
    expect(await followed(prompt)).toMatchObject({ frequencyChosen: null });
    expect(await publish('La carte Vitale devient gratuite.', 3)).toMatchObject({ expected: 1, accepted: 1, inDigests: 1 });
    expect([mailsTo(prompt), mailsTo(patient)]).toEqual([1, 1]);
    expect((await waitingFor(prompt.account.id)).map(({ publicationId }) => publicationId)).toEqual(['particuliers-F265-3']);
    expect((await waitingFor(patient.account.id)).map(({ publicationId }) => publicationId)).toEqual(['particuliers-F265-2']);
  });

  it('asked for nothing that the functions’ roles refuse', () => {
    expect(system.denied).toEqual([]);
  });
});
