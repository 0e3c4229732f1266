import { readFile } from 'node:fs/promises';
import type { Import } from '../schemas/import.ts';
import { actAs, actAsStaff, importArchive, openAccount, waitFor } from './acting.ts';
import { shareAssociation } from './association.ts';
import { addAuthenticator } from './authenticator.ts';
import { givePassword, PASSWORD } from './passwords.ts';
import { joinFirst, joinStaff } from './staff.ts';
import type { System } from './system.ts';

const archive = new URL('./samples/fiches-sample.zip', import.meta.url);

const citizens = [
  { name: 'Camille Martin', email: 'camille.martin@exemple.fr' },
  { name: 'Amine Benali', email: 'amine.benali@exemple.fr' },
] as const;

const ASSOCIATION = 'Les Jardins partagés';

/** The first one is let in as a deployment lets in its first administrator, the others are invited. */
const staff = [
  { name: 'Jeanne Lefèvre', email: 'jeanne.lefevre@exemple.fr', place: { role: 'administrator' } },
  { name: 'Lucie Moreau', email: 'lucie.moreau@exemple.fr', place: { role: 'editor' } },
  { name: 'Nadia Petit', email: 'nadia.petit@exemple.fr', place: { role: 'agent', service: 'etat-civil' } },
] as const;

/** Lets everybody in as people are; those whom an interrupted seed let in stay as they are. */
const openAccounts = async (system: System): Promise<void> => {
  const known = new Set(system.issuer.people().map(({ email }) => email));
  const missing = <Person extends { email: string }>(people: readonly Person[]) => people.filter(({ email }) => !known.has(email));
  for (const { name, email } of missing(citizens)) {
    const { account } = await openAccount(system, email);
    await givePassword(system, account.id, PASSWORD);
    system.issuer.introduce({ accountId: account.id, role: 'citizen', name, email });
  }
  for (const { name, email, place } of missing(staff)) {
    const join =
      place.role === 'administrator' ? joinFirst(system, email, PASSWORD) : joinStaff(system, { email, place, password: PASSWORD });
    const { accountId } = await join;
    system.issuer.introduce({ accountId, role: place.role, name, email });
  }
};

/** Who works here signs in with two factors, and should be able to at once. */
const equipStaff = async (system: System): Promise<void> => {
  for (const person of system.issuer.people())
    if (person.role !== 'citizen' && person.secret === undefined)
      system.issuer.introduce({ ...person, secret: await addAuthenticator(actAs(system, person)) });
};

const openAssociation = async (system: System): Promise<void> => {
  const people = system.issuer.people();
  const as = ({ name, email }: (typeof citizens)[number]) => {
    const known = people.find((person) => person.email === email);
    if (!known) throw new Error(`${name} has no account`);
    return { actor: actAs(system, known), name, email };
  };
  await shareAssociation(system, ASSOCIATION, [as(citizens[0]), as(citizens[1])]);
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
  await equipStaff(system);
  await openAssociation(system);
  say(`${citizens.length + staff.length} comptes ouverts`);
  const { state, counts, refusal } = await importSample(system);
  if (state !== 'done') throw new Error(`l'import des fiches a été refusé : ${refusal}`);
  say(`${counts.added + counts.unchanged} fiches de service-public.fr importées`);
  await untilPublished(system, say);
};
