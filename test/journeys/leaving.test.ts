import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashAddress } from '../../functions/shared/address.ts';
import { waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { bucketStandings, type Standing, tableStandings } from '../../schemas/standings.ts';
import type { TableName } from '../../schemas/tables.ts';
import { readEverywhere } from '../doubles/everywhere.ts';
import { kindsOfWallets } from '../doubles/full-wallet.ts';
import { NAME, type PersonEverywhere, personEverywhere } from '../doubles/person-everywhere.ts';
import { readZip } from '../doubles/read-zip.ts';
import { startTestSystem } from './start.ts';
import { withSettings } from './with-setting.ts';

const EMAIL = 'berenice.quintefeuille@exemple.fr';

/** What may still name somebody by an identifier that leads to nobody. */
const keeps = (standing: Standing): boolean => standing.of === 'people' && ('kept' in standing || standing.remains !== undefined);

/** Over HTTP and in order: each step stands on the one before. */
describe('somebody who has something everywhere', () => {
  let system: System & { dataDir: string };
  let person: PersonEverywhere;
  let opaque: string[];

  const lettersOf = () => system.mailbox.messages({ to: EMAIL }).map(({ subject }) => subject);
  const letter = (subject: string) => waitFor(`the letter « ${subject} »`, async () => lettersOf().includes(subject));
  const holding = (items: unknown[], traces: string[]) =>
    items.filter((item) => traces.some((trace) => JSON.stringify(item).includes(trace)));

  beforeAll(async () => {
    system = await startTestSystem({ alterTemplates: withSettings({ DELETION_PAUSE_SECONDS: 2, DELETION_CLOSED_SECONDS: 0 }) });
    person = await personEverywhere(system, EMAIL);
    opaque = [person.account.id, person.account.personalSpaceId, hashAddress(EMAIL)];
  });
  afterAll(() => system.stop());

  it('has something in every table and bucket that knows people', async () => {
    await person.actor.askForExport({});
    await waitFor('the copy', async () => (await person.actor.listExports({})).items[0]?.state === 'ready');
    const { tables, buckets } = await readEverywhere(system);
    expect([...tables.keys()].sort()).toEqual(Object.keys(tableStandings).sort());
    const known = Object.entries(tableStandings).filter(([, standing]) => standing.of === 'people' && 'erasedBy' in standing);
    for (const [name] of known) expect([name, holding(tables.get(name) ?? [], [...person.personal, ...opaque])]).not.toEqual([name, []]);
    const full = Object.entries(bucketStandings).filter(([, standing]) => standing.of === 'people');
    for (const [name] of full) expect([name, buckets.get(name) ?? []]).not.toEqual([name, []]);
    expect(kindsOfWallets({ tables, buckets })).toEqual([
      'archive ready',
      'archives',
      'deleted',
      'document',
      'files',
      'former',
      'previews',
      'storage',
      'upload accepted',
      'upload open',
      'wallets',
    ]);
  });

  it('is told that the copy is there, and downloads everything', async () => {
    await letter('La copie de vos données est prête');
    const [copy] = (await person.actor.listExports({})).items;
    if (!copy) throw new Error('no copy');
    const { url } = await person.actor.downloadExport({ params: { exportId: copy.id } });
    const files = await readZip(Buffer.from(await (await fetch(url)).arrayBuffer()));
    expect(JSON.parse(files['donnees/compte.json'] ?? '')).toMatchObject([{ email: EMAIL }]);
    expect(files['donnees/profil.json']).toContain(NAME);
    expect(JSON.parse(files['donnees/abonnements.json'] ?? '')).toHaveLength(1);
    expect(JSON.parse(files['donnees/moyens-de-connexion.json'] ?? '')).toMatchObject([
      { kind: 'password' },
      { kind: 'authenticator' },
      { kind: 'passkey', name: `Téléphone de ${NAME}` },
      { kind: 'recovery-codes' },
    ]);
    expect(JSON.parse(files['donnees/liens-envoyes.json'] ?? '')).toMatchObject([{ purpose: 'address-undo' }]);
    expect(JSON.parse(files['donnees/invitation-a-travailler.json'] ?? '')).toMatchObject([{ email: EMAIL, role: 'editor' }]);
    expect(files['schemas/abonnements.json']).toContain('Titre de la fiche au jour de la copie');
    expect(Object.keys(files).filter((name) => name.startsWith('fichiers/'))).toHaveLength(1);
    expect(files['LISEZ-MOI.html']).toContain('Mes abonnements');
    expect(JSON.stringify(files)).not.toContain('hash-of-berenice');
    await expect(person.actor.askForExport({}).then(() => person.actor.askForExport({}))).rejects.toMatchObject({ kind: 'export-running' });
  });

  it('asks to leave, reads so in the account, and thinks better of it', async () => {
    const { dueAt } = await person.actor.askForDeletion({ body: { understood: true } });
    expect((await person.actor.readMyAccount({})).deletion).toMatchObject({ dueAt });
    await letter('Votre compte va être supprimé');
    await person.actor.callDeletionBack({});
    expect((await person.actor.readMyAccount({})).deletion).toBeNull();
    await letter('Votre compte est conservé');
    const { items } = await person.actor.listHistory({ query: { theme: 'leaving' } });
    expect(items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['deletion-called-back', 'deletion-asked', 'export-downloaded', 'export-ready']),
    );
  });

  it('leaves for good: nothing says who they were, anywhere, and identifiers stay only where it is said why', async () => {
    await person.actor.askForDeletion({ body: { understood: true } });
    await waitFor('the end of the pause', async () => {
      await system.runSchedule('accounts-reconciler');
      return (await person.actor.readMyAccount({}).catch(() => undefined))?.status !== 'active';
    });
    await system.runSchedule('accounts-reconciler');
    await letter('Votre compte est supprimé');
    await waitFor('the end of the account', () =>
      person.actor.readMyAccount({}).then(
        () => false,
        () => true,
      ),
    );

    const { tables, buckets } = await readEverywhere(system);
    for (const [name, items] of tables) {
      expect([name, holding(items, person.personal)]).toEqual([name, []]);
      if (!keeps(tableStandings[name as TableName])) expect([name, holding(items, opaque)]).toEqual([name, []]);
    }
    for (const [name, objects] of buckets) expect([name, holding(objects, [...person.personal, ...opaque])]).toEqual([name, []]);
    expect(kindsOfWallets({ tables, buckets })).toEqual(['upload accepted']);
    const records = (tables.get('leaving') ?? []).filter(({ pk }) => String(pk).startsWith('erased#'));
    expect(records).toHaveLength(1);
    expect(system.denied).toEqual([]);
  });
});
