import { readFile } from 'node:fs/promises';
import type { Role } from '../schemas/account.ts';
import type { Import } from '../schemas/import.ts';
import { actAs, actAsStaff, importArchive, openAccount, waitFor } from './acting.ts';
import { givePassword, PASSWORD } from './passwords.ts';
import type { System } from './system.ts';

const archive = new URL('./samples/fiches-sample.zip', import.meta.url);

const people: { name: string; email: string; role: Role }[] = [
  { name: 'Camille Martin', email: 'camille.martin@exemple.fr', role: 'citizen' },
  { name: 'Amine Benali', email: 'amine.benali@exemple.fr', role: 'citizen' },
  { name: 'Nadia Petit', email: 'nadia.petit@exemple.fr', role: 'agent' },
  { name: 'Lucie Moreau', email: 'lucie.moreau@exemple.fr', role: 'editor' },
  { name: 'Jeanne Lefèvre', email: 'jeanne.lefevre@exemple.fr', role: 'administrator' },
];

/** Opens the accounts as an administrator does; those that an interrupted seed already opened stay as they are. */
const openAccounts = async (system: System): Promise<void> => {
  const known = new Set(system.issuer.people().map(({ email }) => email));
  for (const { name, email, role } of people.filter((person) => !known.has(person.email))) {
    const { account } = await openAccount(system, email, role);
    await givePassword(system, account.id, PASSWORD);
    system.issuer.introduce({ accountId: account.id, role, name, email });
  }
};

const importSample = async (system: System): Promise<Import> => {
  const lucie = system.issuer.people().find(({ role }) => role === 'editor');
  const editor = lucie ? actAs(system, lucie) : actAsStaff(system, 'editor');
  return importArchive(editor, new Uint8Array(await readFile(archive)), { scope: 'partial' });
};

const SECONDS_TO_PUBLISH = 120;

const isPublished = async (system: System): Promise<boolean> => {
  const { items } = await actAsStaff(system, 'editor').searchFiches({ query: { q: 'carte vitale' } });
  const { visible, inFlight, delayed } = await system.queues.depth('fiches-pages');
  return items.length > 0 && visible + inFlight + delayed === 0;
};

/** The site shows an imported fiche a moment after the import ends, since pages and search are made from its events; a slow machine does not wait for ever. */
const untilPublished = (system: System, say: (line: string) => void): Promise<void> =>
  waitFor('the pages of the fiches', () => isPublished(system), SECONDS_TO_PUBLISH).then(
    () => undefined,
    () => say('les dernières pages des fiches paraîtront dans un moment'),
  );

/** Gives a new system a few people and real fiches, through its public API alone. Throws when the fiches are not all in. */
export const seed = async (system: System, say: (line: string) => void): Promise<void> => {
  await openAccounts(system);
  say(`${people.length} comptes ouverts`);
  const { state, counts, refusal } = await importSample(system);
  if (state !== 'done') throw new Error(`l'import des fiches a été refusé : ${refusal}`);
  say(`${counts.added + counts.unchanged} fiches de service-public.fr importées`);
  await untilPublished(system, say);
};
