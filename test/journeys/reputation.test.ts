import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { volumeCounter } from '../../functions/alerts/store/volumes.ts';
import { type Actor, actAsStaff, importArchive, openAccount, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { FicheId } from '../../schemas/fiche.ts';
import { startTestSystem } from './start.ts';

const sample = new Uint8Array(readFileSync(new URL('../../local/samples/fiches-sample.zip', import.meta.url)));
const fiche = { audience: 'particuliers' as const, ficheId: FicheId.parse('F265') };
/** All in one chunk. */
const PEOPLE = 60;

/** A run that is stopped by our reputation and taken up again, told in order over HTTP. */
describe('when too many mails come back', () => {
  let system: System;
  let editor: Actor;
  let administrator: Actor;
  let emails: string[];

  beforeAll(async () => {
    system = await startTestSystem();
    editor = actAsStaff(system, 'editor');
    administrator = actAsStaff(system, 'administrator');
    await importArchive(editor, sample, { scope: 'partial' });
    emails = Array.from({ length: PEOPLE }, (_, n) => `personne-${n}@exemple.fr`);
    for (const email of emails) {
      const { account, actor } = await openAccount(system, email);
      await actor.subscribeToFiche({ params: { spaceId: account.personalSpaceId, ...fiche } });
    }
  });
  afterAll(() => system.stop());

  /** As if that had come back for mails of this hour. */
  const sentBefore = async (volume: Parameters<ReturnType<typeof volumeCounter>>[0]) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(system.operator));
    const table = system.assembly.resources('AWS::DynamoDB::Table').find(({ id }) => id.startsWith('sending'));
    if (!table) throw new Error('no table');
    await volumeCounter(client, system.assembly.physicalId(table.stack, table.id))(volume, new Date());
    client.destroy();
  };

  it('stops by itself before the mail service would, and says so to an administrator', async () => {
    await sentBefore({ sent: 10_000, bounced: 850, complained: 0 });
    await system.runSchedule('alerts-reputation');
    expect(await administrator.readSending({})).toMatchObject({ factor: 0, reason: 'bounces', judgedBy: { sent: 0 } });
  });

  it('keeps everybody who is to be told: nothing goes out, nothing is given up', async () => {
    const { version } = await editor.draftRevision({
      params: fiche,
      body: { from: 'edit', edit: { introduction: [{ kind: 'paragraph', content: ['La carte Vitale change de couleur.'] }] } },
    });
    const changeNote = 'La carte Vitale change de couleur au premier janvier.';
    const decision = { significance: 'significant' as const, reason: 'Nouvelle carte', changeNote };
    const decided = await editor.decideDraft({ params: fiche, body: { version, decision } });
    await editor.publishDraft({ params: fiche, body: { version: decided.version } });
    const ledger = await waitFor('a chunk that waits', async () => {
      const current = await editor.readLedger({ params: { ...fiche, revision: 2 } }).catch(() => undefined);
      return current?.expected === PEOPLE && current;
    });
    expect(ledger).toMatchObject({ state: 'sending', accepted: 0, failed: 0, left: 0 });
    await waitFor('a chunk that was put off', async () => (await system.queues.depth('alerts-delivery')).delayed === 1);
    await system.runSchedule('alerts-reputation');
    await system.runSchedule('alerts-reconciler');
    expect(system.mailbox.messages({})).toEqual([]);
    expect((await system.queues.depth('alerts-delivery')).dead).toBe(0);
  });

  it('goes on where it stopped once it may, and everybody is told once', async () => {
    expect(await administrator.orderSending({ body: { order: 'automatic' } })).toMatchObject({ factor: 1, reason: 'healthy' });
    await waitFor(
      'the end of the alert',
      async () => (await editor.readLedger({ params: { ...fiche, revision: 2 } })).state === 'done',
      150,
    );
    const told = system.mailbox.messages({}).flatMap(({ to }) => to);
    expect(told.toSorted()).toEqual(emails.toSorted());
    expect(await editor.readLedger({ params: { ...fiche, revision: 2 } })).toMatchObject({ expected: PEOPLE, accepted: PEOPLE, left: 0 });
  });

  it('is only an administrator’s to order', async () => {
    await expect(editor.orderSending({ body: { order: 'stopped' } })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(editor.readSending({})).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await administrator.readSending({})).factor).toBe(1);
  });

  it('never had a call refused by the functions’ own permissions', () => {
    expect(system.denied).toEqual([]);
  });
});
