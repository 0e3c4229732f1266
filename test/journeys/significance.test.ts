import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAsStaff, importArchive, openAccount, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { FicheId } from '../../schemas/fiche.ts';
import type { FicheXml } from '../doubles/fiche-xml.ts';
import { archiveOf } from '../doubles/importing.ts';
import { startTestSystem } from './start.ts';
import { withSettings } from './with-setting.ts';

const particuliers = (ficheId: string) => ({ audience: 'particuliers' as const, ficheId: FicheId.parse(ficheId) });
const archive = (...documents: FicheXml[]) => new Uint8Array(archiveOf(...documents));
const saying = (text: string) => ({ content: `<Texte><Paragraphe>${text}</Paragraphe></Texte>` });

/** Long enough for three revisions to be published within it. */
const WINDOW = 20;

describe('where the stage decides what an archive does not declare', () => {
  let system: System;
  let editor: Actor;
  let camille: Awaited<ReturnType<typeof openAccount>>;
  let changed: Awaited<ReturnType<typeof importArchive>>;
  const [sent, doubtful, silent] = ['F101', 'F102', 'F103'].map(particuliers) as [
    ReturnType<typeof particuliers>,
    ReturnType<typeof particuliers>,
    ReturnType<typeof particuliers>,
  ];
  const read = (fiche: typeof sent) => editor.readRevision({ params: { ...fiche, revision: 2 } });

  beforeAll(async () => {
    system = await startTestSystem({ alterTemplates: withSettings({ SIGNIFICANCE_SILENT_BELOW: 0.05, SIGNIFICANCE_SEND_ABOVE: 0.6 }) });
    editor = actAsStaff(system, 'editor');
    await importArchive(
      editor,
      archive(
        { id: 'F101', ...saying('Elle coûte 25 €.') },
        { id: 'F102', ...saying('Elle coûte 25 €.') },
        { id: 'F103', ...saying('Elle vaut 15 ans.') },
      ),
      { scope: 'partial' },
    );
    camille = await openAccount(system, 'camille@exemple.fr');
    for (const fiche of [sent, doubtful, silent])
      await camille.actor.subscribeToFiche({ params: { spaceId: camille.account.personalSpaceId, ...fiche } });
    changed = await importArchive(
      editor,
      archive(
        { id: 'F101', modifiedOn: '2026-11-01', ...saying('Elle coûte 30 €.') },
        { id: 'F102', modifiedOn: '2026-11-05', ...saying('Elle coûte 30 €.') },
        { id: 'F103', ...saying('Elle vaut toujours 15 ans.') },
      ),
      { scope: 'partial' },
    );
  });
  afterAll(() => system.stop());

  it('sends what is surely significant, and keeps who decided and why', async () => {
    expect(changed.counts).toMatchObject({ changed: 3, significant: 1, toReview: 1 });
    const { revision, difference } = await read(sent);
    expect(revision).toMatchObject({
      significance: 'significant',
      decidedBy: 'system',
      reason: expect.stringContaining('Montant modifié : 25 € → 30 €'),
      changeNote: expect.stringContaining('Montant modifié : 25 € → 30 €'),
      proposal: { significant: true, reasons: expect.arrayContaining(['Montant modifié : 25 € → 30 €']) },
    });
    const [highlight] = revision.proposal?.passages ?? [];
    expect(highlight).toEqual({ position: 0, reasons: ['Montant modifié : 25 € → 30 €'] });
    expect(difference.passages[highlight?.position ?? -1]).toMatchObject({ change: 'rewritten', part: 'body' });
    const [mail] = await waitFor('the mail', async () => {
      const mails = system.mailbox.messages({ to: camille.account.email });
      return mails.length > 0 && mails;
    });
    expect(mail?.text).toContain('Montant modifié : 25 € → 30 €');
  });

  it('asks an editor about what is not sure, and keeps the proposal beside the decision', async () => {
    const { items } = await editor.listRevisionsToReview({ query: { limit: 10 } });
    expect(items).toMatchObject([
      { ...doubtful, revision: 2, significance: 'undecided', decidedBy: null, reason: null, proposal: { significant: false } },
    ]);
    await editor.decideRevision({ params: { ...doubtful, revision: 2 }, body: { significance: 'minor', reason: 'Déjà annoncé' } });
    expect((await read(doubtful)).revision).toMatchObject({ significance: 'minor', reason: 'Déjà annoncé', proposal: items[0]?.proposal });
  });

  it('stays silent about what surely is not, and keeps why', async () => {
    expect((await read(silent)).revision).toMatchObject({
      significance: 'minor',
      decidedBy: 'system',
      changeNote: null,
      reason: expect.stringMatching(/\p{L}/u),
      proposal: { significant: false, passages: [] },
    });
    expect(system.mailbox.messages({ to: camille.account.email })).toHaveLength(1);
  });
});

describe('where alerts of one fiche cool down', () => {
  let system: System;
  let editor: Actor;
  let camille: Awaited<ReturnType<typeof openAccount>>;
  const fiche = particuliers('F101');
  const ledger = (revision: number) => editor.readLedger({ params: { ...fiche, revision } });
  const mails = () => system.mailbox.messages({ to: camille.account.email });

  const publish = async (text: string, urgent = false) => {
    const { version } = await editor.draftRevision({
      params: fiche,
      body: { from: 'edit', edit: { introduction: [{ kind: 'paragraph', content: [text] }] } },
    });
    const decision = { significance: 'significant' as const, reason: 'Essai', changeNote: `Note : ${text}`, urgent };
    const decided = await editor.decideDraft({ params: fiche, body: { version, decision } });
    const { revision } = await editor.publishDraft({ params: fiche, body: { version: decided.version } });
    return revision?.revision ?? 0;
  };
  const known = (revision: number) => waitFor(`the ledger of revision ${revision}`, () => ledger(revision).catch(() => undefined));
  const mailed = (count: number) => waitFor(`${count} mails`, async () => mails().length >= count);

  beforeAll(async () => {
    system = await startTestSystem({ alterTemplates: withSettings({ COOL_DOWN_SECONDS: WINDOW }) });
    editor = actAsStaff(system, 'editor');
    await importArchive(editor, archive({ id: 'F101' }), { scope: 'partial' });
    camille = await openAccount(system, 'camille@exemple.fr');
    await camille.actor.subscribeToFiche({ params: { spaceId: camille.account.personalSpaceId, ...fiche } });
  });
  afterAll(() => system.stop());

  it('tells the first at once, and those that follow together when the window ends', async () => {
    const first = await publish('La carte vaut dix ans.');
    expect(await known(first)).toMatchObject({ toldWith: null, joined: [] });
    const second = await publish('La carte vaut douze ans.');
    const third = await publish('La carte vaut vingt ans.');
    const [waiting] = await Promise.all([known(second), known(third)]);
    expect(waiting).toMatchObject({ state: 'waiting', toldWith: null, expected: 0 });
    await mailed(1);
    await system.runSchedule('alerts-due');
    expect(mails()).toHaveLength(1);
    await waitFor('the end of the window', async () => Date.now() >= Date.parse(waiting.waitingUntil ?? ''));
    await system.runSchedule('alerts-due');
    await mailed(2);
    expect(await ledger(second)).toMatchObject({ revision: second, toldWith: third, waitingUntil: null });
    expect(await ledger(third)).toMatchObject({ revision: third, toldWith: null, joined: [second] });
    const [, together] = mails();
    expect(together?.text).toContain('Note : La carte vaut douze ans.\n– Note : La carte vaut vingt ans.');
    for (const revision of [second, third]) expect(together?.text).toContain(`/fiches/particuliers/F101/revisions/${revision}.html`);
  });

  it('takes along at once whoever waits when a revision is urgent, and says that it is', async () => {
    const waiting = await publish('La carte vaut trente ans.');
    expect(await known(waiting)).toMatchObject({ state: 'waiting' });
    const urgent = await publish('La carte ne vaut plus rien.', true);
    await mailed(3);
    expect(await ledger(waiting)).toMatchObject({ toldWith: urgent });
    expect(mails().at(-1)).toMatchObject({ subject: expect.stringMatching(/^Urgent – fiche modifiée/) });
    expect((await editor.readRevision({ params: { ...fiche, revision: urgent } })).revision).toMatchObject({
      urgent: true,
      changeNote: 'Note : La carte ne vaut plus rien.',
    });
    await system.runSchedule('alerts-due');
    expect(mails()).toHaveLength(3);
  });
});
