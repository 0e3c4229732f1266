import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAsStaff, importArchive, openAccount, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { FicheId } from '../../schemas/fiche.ts';
import type { Import } from '../../schemas/import.ts';
import { startTestSystem } from './start.ts';

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../../local/samples/${name}`, import.meta.url)));
const particuliers = (ficheId: string) => ({ audience: 'particuliers' as const, ficheId: FicheId.parse(ficheId) });

const vitale = particuliers('F265');
const bourse = particuliers('F984');
const deces = particuliers('F909');

/** The thing Parvis exists for, told once from end to end over HTTP, in order: each step stands on the one before. */
describe('a revised fiche reaches those who subscribed to it', () => {
  let system: System;
  let editor: Actor;
  let camille: Awaited<ReturnType<typeof openAccount>>;
  let amine: Awaited<ReturnType<typeof openAccount>>;
  let lea: Awaited<ReturnType<typeof openAccount>>;
  let first: Import;

  const mailsTo = (person: { account: { email: string } }) => system.mailbox.messages({ to: person.account.email });
  const ledgerDone = (fiche: ReturnType<typeof particuliers>, revision: number) =>
    waitFor(`the end of the alert on ${fiche.ficheId}`, async () => {
      const ledger = await editor.readLedger({ params: { ...fiche, revision } }).catch(() => undefined);
      return ledger?.state === 'done' && ledger;
    });

  beforeAll(async () => {
    system = await startTestSystem();
    editor = actAsStaff(system, 'editor');
    first = await importArchive(editor, sample('fiches-sample.zip'), { scope: 'partial' });
    [camille, amine, lea] = await Promise.all([
      openAccount(system, 'camille@exemple.fr'),
      openAccount(system, 'amine@exemple.fr'),
      openAccount(system, 'lea@exemple.fr'),
    ]);
    const follow = ({ account, actor }: typeof camille, fiche: typeof vitale) =>
      actor.subscribeToFiche({ params: { spaceId: account.personalSpaceId, ...fiche } });
    await Promise.all([follow(camille, vitale), follow(camille, bourse), follow(amine, vitale), follow(lea, deces)]);
  });
  afterAll(() => system.stop());

  it('imports every file of the sample, and tells nobody about first publications', () => {
    expect(first).toMatchObject({ state: 'done', counts: { added: 120, changed: 0, unchanged: 0, removed: 0, refused: 0 } });
    expect(system.mailbox.messages({})).toEqual([]);
  });

  it('imports the same archive again without writing anything', async () => {
    const again = await importArchive(editor, sample('fiches-sample.zip'), { scope: 'partial' });
    expect(again.counts).toMatchObject({ added: 0, changed: 0, unchanged: 120, refused: 0 });
  });

  it('e-mails each subscriber once when the archive declares a revision significant', async () => {
    const second = await importArchive(editor, sample('fiches-sample-revision2.zip'), { scope: 'partial' });
    expect(second).toMatchObject({ state: 'done', counts: { added: 0, removed: 0, refused: 0 } });
    expect(second.counts.significant).toBeGreaterThan(0);
    await Promise.all([ledgerDone(vitale, 2), ledgerDone(bourse, 2)]);
    expect(
      mailsTo(camille)
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(['Fiche modifiée : Bourse des collèges', 'Fiche modifiée : Carte Vitale']);
    expect(mailsTo(amine).map(({ subject }) => subject)).toEqual(['Fiche modifiée : Carte Vitale']);
  });

  it('says what changed, why one is told and how to leave, in HTML and in text', () => {
    const [mail] = mailsTo(amine);
    expect(mail?.html).toContain('Carte Vitale');
    for (const body of [mail?.html, mail?.text]) {
      expect(body).toContain(`${system.address}/fiches/particuliers/F265.html`);
      expect(body).toContain(`${system.address}/fiches/particuliers/F265/revisions/2.html`);
      expect(body).toMatch(/vous suivez cette fiche/);
      expect(body).toContain('/api/leave/');
      expect(body).not.toContain('{{');
    }
    expect(mail?.headers['list-unsubscribe']).toMatch(/^<http[^>]+\/api\/leave\/[\w.-]+>$/);
    expect(mail?.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
  });

  it('shows the page of the fiche and of its difference on the site', async () => {
    for (const path of ['/fiches/particuliers/F265.html', '/fiches/particuliers/F265/revisions/2.html']) {
      const page = await waitFor(path, async () => {
        const reply = await fetch(system.address + path);
        return reply.ok && reply.text();
      });
      expect(page).toContain('Carte Vitale');
    }
  });

  it('follows the ledger to delivery', async () => {
    const ledger = await waitFor('deliveries', async () => {
      const current = await editor.readLedger({ params: { ...vitale, revision: 2 } });
      return current.delivered === 2 && current;
    });
    expect(ledger).toMatchObject({ state: 'done', expected: 2, accepted: 2, failed: 0, bounced: 0, left: 0 });
  });

  it('leaves a change without declaration to the editors, and tells nobody until one decides', async () => {
    expect(mailsTo(lea)).toEqual([]);
    const { items } = await editor.listRevisionsToReview({ query: { limit: 100 } });
    expect(items.map(({ ficheId }) => ficheId)).toContain(deces.ficheId);
    expect(items.every(({ proposal, origin }) => origin === 'removal' || (proposal?.reasons.length ?? 0) > 0)).toBe(true);
    expect(items.find(({ ficheId }) => ficheId === deces.ficheId)?.proposal).toMatchObject({ significant: false });
    const changeNote = 'La déclaration de décès peut désormais être faite par un proche ou par les pompes funèbres.';
    await editor.decideRevision({
      params: { ...deces, revision: 2 },
      body: { significance: 'significant', reason: 'Change qui peut déclarer', changeNote },
    });
    await ledgerDone(deces, 2);
    const mails = mailsTo(lea);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(changeNote);
    await expect(
      editor.decideRevision({ params: { ...deces, revision: 2 }, body: { significance: 'minor', reason: 'Trop tard' } }),
    ).rejects.toMatchObject({ kind: 'revision-already-decided' });
  });

  it('lets a person leave in one click from the mail, and a GET changes nothing', async () => {
    const link = mailsTo(amine)[0]?.headers['list-unsubscribe']?.slice(1, -1) ?? '';
    const shown = await fetch(link);
    expect(shown.status).toBe(200);
    expect(await shown.text()).not.toContain(amine.account.email);
    const list = () => amine.actor.listSubscriptions({ params: { spaceId: amine.account.personalSpaceId } });
    expect((await list()).items).toHaveLength(1);
    const left = await fetch(link, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(left.status).toBe(200);
    expect((await list()).items).toEqual([]);
  });

  it('publishes an editor’s revision: the one who left gets nothing, the other one gets it', async () => {
    const { content } = await editor.readFiche({ params: vitale });
    const draft = await editor.draftRevision({
      params: vitale,
      body: {
        from: 'edit',
        edit: { introduction: [...content.introduction, { kind: 'paragraph', content: ['La carte Vitale existe aussi sur téléphone.'] }] },
      },
    });
    const { difference, proposal } = await editor.readDraft({ params: vitale });
    expect(proposal.reasons.length).toBeGreaterThan(0);
    expect(difference.passages).toHaveLength(1);
    expect(await editor.readReach({ params: vitale })).toEqual({ people: 1 });
    const decided = await editor.decideDraft({
      params: vitale,
      body: {
        version: draft.version,
        decision: {
          significance: 'significant',
          reason: 'Nouveau service',
          changeNote: 'La carte Vitale peut être installée sur un téléphone.',
        },
      },
    });
    const { revision } = await editor.publishDraft({ params: vitale, body: { version: decided.version } });
    expect(revision).toMatchObject({ revision: 3, significance: 'significant' });
    await ledgerDone(vitale, 3);
    expect(mailsTo(camille)).toHaveLength(3);
    expect(mailsTo(amine)).toHaveLength(1);
  });

  it('never had a call refused by the functions’ own permissions', () => {
    expect(system.denied).toEqual([]);
  });
});
