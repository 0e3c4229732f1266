import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAsStaff, importArchive, openAccount, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { FicheId } from '../../schemas/fiche.ts';
import { startTestSystem } from './start.ts';

const sample = new Uint8Array(readFileSync(new URL('../../local/samples/fiches-sample.zip', import.meta.url)));
const fiche = { audience: 'particuliers' as const, ficheId: FicheId.parse('F265') };

type Person = Awaited<ReturnType<typeof openAccount>>;

/** What becomes of people whose address is no good, told in order over HTTP, with every message delivered twice: each step stands on the one before. */
describe('a bad address', () => {
  let system: System;
  let editor: Actor;
  let administrator: Actor;
  let gone: Person;
  let angry: Person;
  let away: Person;
  let full: Person;
  let fine: Person;
  let everybody: Person[];
  let live = 1;

  const mailsTo = ({ account }: Person) => system.mailbox.messages({ to: account.email });
  const mailOf = async ({ actor }: Person) => (await actor.readMyAccount({})).mail;
  const stopped = (person: Person, reason: string) =>
    waitFor(`${reason} in the account`, async () => (await mailOf(person)).reason === reason && mailOf(person));

  const revise = async () => {
    const revision = ++live;
    const { version } = await editor.draftRevision({
      params: fiche,
      body: { from: 'edit', edit: { introduction: [{ kind: 'paragraph', content: [`La carte Vitale change, révision ${revision}.`] }] } },
    });
    const changeNote = `La carte Vitale change pour la ${revision}e fois cette année.`;
    const decision = { significance: 'significant' as const, reason: 'Nouvelle carte', changeNote, urgent: true };
    const decided = await editor.decideDraft({ params: fiche, body: { version, decision } });
    await editor.publishDraft({ params: fiche, body: { version: decided.version } });
    return waitFor(`the end of the alert on revision ${revision}`, async () => {
      const ledger = await editor.readLedger({ params: { ...fiche, revision } }).catch(() => undefined);
      return ledger?.state === 'done' && ledger;
    });
  };
  const ledgerWhen = (what: string, holds: (ledger: Awaited<ReturnType<Actor['readLedger']>>) => boolean) =>
    waitFor(what, async () => {
      const ledger = await editor.readLedger({ params: { ...fiche, revision: live } });
      return holds(ledger) && ledger;
    });

  beforeAll(async () => {
    system = await startTestSystem({ deliverTwice: true });
    editor = actAsStaff(system, 'editor');
    administrator = actAsStaff(system, 'administrator');
    await importArchive(editor, sample, { scope: 'partial' });
    const open = (email: string) => openAccount(system, email);
    [gone, angry, away, full, fine] = await Promise.all([
      open('Gone+Bounce@Exemple.fr'),
      open('angry+complaint@exemple.fr'),
      open('away+ooto@exemple.fr'),
      open('full+soft@exemple.fr'),
      open('fine@exemple.fr'),
    ]);
    everybody = [gone, angry, away, full, fine];
    for (const { account, actor } of everybody) {
      await actor.subscribeToFiche({ params: { spaceId: account.personalSpaceId, ...fiche } });
    }
  });
  afterAll(() => system.stop());

  it('is found out by the first mail: the account says that no more come, why, and what to do', async () => {
    expect(await mailOf(gone)).toEqual({ state: 'ok', reason: null, since: null, explanation: null });
    expect(await revise()).toMatchObject({ expected: 5, accepted: 5, left: 0 });
    const bounce = await stopped(gone, 'bounce');
    expect(bounce).toMatchObject({ state: 'stopped', explanation: expect.stringContaining('vous pouvez reprendre les envois') });
    await stopped(angry, 'complaint');
    const { mail, items } = await gone.actor.listSubscriptions({ params: { spaceId: gone.account.personalSpaceId } });
    expect(mail).toEqual(bounce);
    expect(items).toHaveLength(1);
  });

  it('is counted once, though everything was told twice and in upper case', async () => {
    const ledger = await ledgerWhen('all feedback', ({ delivered, bounced, complained }) => delivered + bounced >= 5 && complained >= 1);
    expect(ledger).toMatchObject({ delivered: 3, bounced: 2, complained: 1 });
    const { judgedBy, factor } = await waitFor('the figures', async () => {
      const state = await administrator.readSending({});
      return state.judgedBy.sent >= 5 && state;
    });
    expect(judgedBy).toEqual({ sent: 5, bounced: 1, complained: 1 });
    expect(factor).toBe(1);
  });

  it('is not taken for one when it only answers by itself or is full for a moment', async () => {
    expect((await mailOf(away)).state).toBe('ok');
    expect((await mailOf(full)).state).toBe('ok');
  });

  it('gets no further mail, and neither does who complained; the others do', async () => {
    expect(await revise()).toMatchObject({ expected: 5, accepted: 3, left: 2 });
    expect([gone, angry, away, full, fine].map((person) => mailsTo(person).length)).toEqual([1, 1, 2, 2, 2]);
  });

  it('marks mails to an address in doubt, and a mail that arrives ends the doubt', async () => {
    const inDoubt = (person: Person) => mailsTo(person).at(-1)?.tags['doubtful']?.[0] === 'yes';
    expect(mailsTo(full)[0]?.tags['doubtful']).toBeUndefined();
    await waitFor('a mail in doubt', async () => inDoubt(full) || (await revise(), inDoubt(full)));
    expect(mailsTo(fine).filter(({ tags }) => tags['doubtful'])).toEqual([]);
    system.mailbox.faults.fate = (address) => (address === 'full+soft@exemple.fr' ? 'delivered' : undefined);
    await revise();
    await waitFor('the end of the doubt', async () => {
      await revise();
      return !inDoubt(full);
    });
  });

  it('is written to again when its owner asks for it, and is stopped again at once when that mail comes back', async () => {
    expect(await gone.actor.resumeMail({})).toMatchObject({ state: 'ok' });
    const before = mailsTo(gone).length;
    await revise();
    expect(mailsTo(gone)).toHaveLength(before + 1);
    await stopped(gone, 'bounce');
    await revise();
    expect(mailsTo(gone)).toHaveLength(before + 1);
  });

  it('is written to for good once it works again', async () => {
    system.mailbox.faults.fate = (address) => (address === 'gone+bounce@exemple.fr' ? 'delivered' : undefined);
    await gone.actor.resumeMail({});
    const before = mailsTo(gone).length;
    await revise();
    await revise();
    expect(mailsTo(gone)).toHaveLength(before + 2);
    expect(await mailOf(gone)).toMatchObject({ state: 'ok' });
  });

  it('is not tried for ever', async () => {
    system.mailbox.faults.fate = () => undefined;
    await revise();
    await stopped(gone, 'bounce');
    await gone.actor.resumeMail({});
    await revise();
    await stopped(gone, 'bounce');
    await expect(gone.actor.resumeMail({})).rejects.toMatchObject({ kind: 'too-many-resumptions' });
  });

  it('never had a call refused by the functions’ own permissions', () => {
    expect(system.denied).toEqual([]);
  });
});
