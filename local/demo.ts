// `npm run demo`: the main job on the running system and on real fiches, told step by step. Ends with an error if anything is not as told.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../lib/synth.ts';
import { FicheId } from '../schemas/fiche.ts';
import type { Import } from '../schemas/import.ts';
import { type Actor, actAsStaff, importArchive, openAccount, waitFor } from './acting.ts';
import { type System, startSystem } from './system.ts';

const say = (text = '') => console.log(text);
const sample = (name: string) => new Uint8Array(readFileSync(new URL(`./samples/${name}`, import.meta.url)));
const particuliers = (ficheId: string) => ({ audience: 'particuliers' as const, ficheId: FicheId.parse(ficheId) });
type Fiche = ReturnType<typeof particuliers>;

const vitale = particuliers('F265');
const bourse = particuliers('F984');
const deces = particuliers('F909');

const people = [
  { name: 'Camille', email: 'camille.martin@exemple.fr', follows: [vitale, bourse] },
  { name: 'Amine', email: 'amine.benali@exemple.fr', follows: [vitale] },
  { name: 'Léa', email: 'lea.petit@exemple.fr', follows: [deces] },
];

const told = ({ counts }: Import) =>
  `${counts.added} ajoutées, ${counts.changed} modifiées (${counts.significant} significatives selon la DILA, ${counts.toReview} à examiner), ` +
  `${counts.unchanged} inchangées, ${counts.removed} retirées, ${counts.refused} refusées`;

const alertEnded = (editor: Actor, fiche: Fiche, revision: number) =>
  waitFor(`the end of the alert on ${fiche.ficheId}`, async () => {
    const ledger = await editor.readLedger({ params: { ...fiche, revision } }).catch(() => undefined);
    return ledger?.state === 'done' && ledger;
  });

const tellMail = (system: System, before: number) => {
  const fresh = system.mailbox.messages({}).slice(before);
  for (const mail of fresh) {
    const [, , changeNote = '', ...passages] = (mail.text ?? '').split('\n\n');
    say(`   ✉  à ${mail.to.join(', ')} : « ${mail.subject} »`);
    say(`      pourquoi : ${changeNote}`);
    for (const line of passages.slice(1, 3).join('\n').split('\n')) say(`      ${line.slice(0, 110)}`);
  }
  const silent = people.filter(({ email }) => !fresh.some(({ to }) => to.includes(email)));
  for (const { name, email } of silent) say(`   –  rien pour ${name} (${email})`);
  return fresh;
};

const story = async (system: System) => {
  const editor = actAsStaff(system, 'editor');

  say('1. Un éditeur importe les fiches d’avril 2020.');
  const first = await importArchive(editor, sample('fiches-sample.zip'), { scope: 'partial' });
  say(`   ${told(first)}`);
  assert.equal(first.counts.added, 120);

  say('2. Trois personnes s’abonnent.');
  for (const { name, email, follows } of people) {
    const { account, actor } = await openAccount(system, email);
    for (const fiche of follows) {
      const { title } = await actor.subscribeToFiche({ params: { spaceId: account.personalSpaceId, ...fiche } });
      say(`   ${name} suit « ${title} »`);
    }
  }

  say('3. L’éditeur importe les fiches de novembre 2020.');
  say(`   ${told(await importArchive(editor, sample('fiches-sample-revision2.zip'), { scope: 'partial' }))}`);
  await Promise.all([alertEnded(editor, vitale, 2), alertEnded(editor, bourse, 2)]);
  const mails = tellMail(system, 0);
  assert.deepEqual(mails.map(({ to }) => to[0] ?? '').sort(), [
    'amine.benali@exemple.fr',
    'camille.martin@exemple.fr',
    'camille.martin@exemple.fr',
  ]);
  say('   La déclaration de décès a changé sans que la DILA le dise important : elle attend l’avis d’un éditeur, Léa n’est pas dérangée.');

  say('4. Amine se désabonne en un clic, depuis son courriel.');
  const amineMail = mails.find(({ to }) => to.includes('amine.benali@exemple.fr'));
  const leave = amineMail?.headers['list-unsubscribe']?.slice(1, -1) ?? '';
  const left = await fetch(leave, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
  assert.equal(left.status, 200);
  say(`   ${(await editor.readReach({ params: vitale })).people} personne suit encore « Carte Vitale ».`);

  say('5. L’éditeur publie lui-même une modification de « Carte Vitale ».');
  const { content } = await editor.readFiche({ params: vitale });
  const introduction = [...content.introduction, { kind: 'paragraph' as const, content: ['La carte Vitale existe aussi sur téléphone.'] }];
  const draft = await editor.draftRevision({ params: vitale, body: { from: 'edit', edit: { introduction } } });
  const { version } = await editor.decideDraft({
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
  await editor.publishDraft({ params: vitale, body: { version } });
  const ledger = await alertEnded(editor, vitale, 3);
  const last = tellMail(system, mails.length);
  assert.deepEqual(
    last.map(({ to }) => to[0]),
    ['camille.martin@exemple.fr'],
  );
  say(`   Registre : ${ledger.expected} attendue, ${ledger.accepted} acceptée, ${ledger.failed} échec.`);
  assert.deepEqual(system.denied, []);
};

const folder = mkdtempSync(join(tmpdir(), 'parvis-demo-'));
say('Parvis démarre…');
await synthesize({ stage: 'local', outdir: join(folder, 'cdk.out') });
const system = await startSystem({ assemblyDir: join(folder, 'cdk.out'), dataDir: join(folder, 'data'), testIssuer: true });
try {
  say(`Parvis répond à ${system.address}`);
  await story(system);
  say('Tout s’est passé comme prévu.');
} finally {
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
}
