import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Actor, actAsStaff, importArchive, openAccount, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { FicheId } from '../../schemas/fiche.ts';
import { startTestSystem } from './start.ts';

const sample = new Uint8Array(readFileSync(new URL('../../local/samples/fiches-sample.zip', import.meta.url)));
const fiche = { audience: 'particuliers' as const, ficheId: FicheId.parse('F265') };

/** Three chunks of fifty, and one that is not full. */
const PEOPLE = 160;
const CHUNK = 50;

const subscribeMany = async (system: System): Promise<string[]> => {
  const emails = Array.from({ length: PEOPLE }, (_, n) => `personne-${n}@exemple.fr`);
  for (let start = 0; start < emails.length; start += 20) {
    await Promise.all(
      emails.slice(start, start + 20).map(async (email) => {
        const { account, actor } = await openAccount(system, email);
        await actor.subscribeToFiche({ params: { spaceId: account.personalSpaceId, ...fiche } });
      }),
    );
  }
  return emails;
};

const publishSignificant = async (editor: Actor) => {
  const { version } = await editor.draftRevision({
    params: fiche,
    body: { from: 'edit', edit: { introduction: [{ kind: 'paragraph', content: ['La carte Vitale change de couleur.'] }] } },
  });
  const changeNote = 'La carte Vitale change de couleur au premier janvier.';
  const decided = await editor.decideDraft({
    params: fiche,
    body: { version, decision: { significance: 'significant', reason: 'Nouvelle carte', changeNote } },
  });
  await editor.publishDraft({ params: fiche, body: { version: decided.version } });
};

const alertEnded = (editor: Actor) =>
  waitFor(
    'the end of the alert',
    async () => {
      const ledger = await editor.readLedger({ params: { ...fiche, revision: 2 } }).catch(() => undefined);
      return ledger?.state === 'done' && ledger;
    },
    120,
  );

/** How many mails each person has, for those who have not exactly one. */
const otherThanOnce = (system: System, emails: string[]) => {
  const counts = new Map(emails.map((email) => [email, 0]));
  for (const { to } of system.mailbox.messages({})) for (const email of to) counts.set(email, (counts.get(email) ?? 0) + 1);
  return [...counts].filter(([, count]) => count !== 1);
};

describe('whatever fails, nobody is forgotten and nobody is told twice', () => {
  let system: System;
  const ready = async (options: Parameters<typeof startTestSystem>[0]) => {
    system = await startTestSystem(options);
    const editor = actAsStaff(system, 'editor');
    await importArchive(editor, sample, { scope: 'partial' });
    return { editor, emails: await subscribeMany(system) };
  };
  afterEach(() => system.stop());

  it('when every queue message is delivered twice', async () => {
    const { editor, emails } = await ready({ deliverTwice: true });
    await publishSignificant(editor);
    const ledger = await alertEnded(editor);
    expect(ledger).toMatchObject({ expected: PEOPLE, accepted: PEOPLE, failed: 0, left: 0 });
    expect(otherThanOnce(system, emails)).toEqual([]);
  });

  it('when the delivery function is killed in the middle of a send', async () => {
    const { editor, emails } = await ready({});
    system.mailbox.faults.latencyMilliseconds = 1500;
    await publishSignificant(editor);
    await waitFor('a send in flight', async () => system.mailbox.inFlight() > 0);
    const [worker] = system.functions.environments('alerts-delivery');
    if (worker === undefined) throw new Error('no worker is sending');
    process.kill(worker, 'SIGKILL');
    system.mailbox.faults.latencyMilliseconds = 0;
    const ledger = await alertEnded(editor);
    expect(ledger.accepted).toBe(PEOPLE);
    const odd = otherThanOnce(system, emails);
    expect(odd.filter(([, count]) => count === 0)).toEqual([]);
    expect(odd.filter(([, count]) => count > 2)).toEqual([]);
    expect(odd.length).toBeLessThanOrEqual(CHUNK);
  });

  it('when the mail service throttles, fails and comes back', async () => {
    const { editor, emails } = await ready({});
    system.mailbox.faults.failNext = ['throttle', 'error', 'throttle'];
    await publishSignificant(editor);
    expect(await alertEnded(editor)).toMatchObject({ accepted: PEOPLE, failed: 0 });
    expect(otherThanOnce(system, emails)).toEqual([]);
  });
});
