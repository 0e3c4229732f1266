import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { Problem } from '../../functions/shared/problem.ts';
import { WalletArchive } from '../../schemas/wallet-archive.ts';
import { personOnSite } from '../doubles/site/person.ts';
import { visits } from '../doubles/site/visit.ts';
import { troublesOf } from './audit-page.ts';

let person: ReturnType<typeof personOnSite>;
beforeEach(() => {
  person = personOnSite('citizen', () => site().url);
});
const { open, site } = visits(() => person.answers);

it('all the documents of a space are asked for in one archive, which says where it stands until it is ready', async () => {
  const asked = { id: randomUUID(), state: 'in-the-making', askedAt: '2026-03-01T09:00:00.000Z', files: 0, bytes: 0, availableUntil: null };
  const answers = [asked, { ...asked, state: 'ready', files: 3, bytes: 5_400_000, availableUntil: '2026-03-02T09:00:00.000Z' }];
  person.answers.readArchive = () => {
    throw new Problem('archive-not-found');
  };
  person.answers.askForArchive = () => {
    person.answers.readArchive = () => WalletArchive.parse(answers[1]);
    return WalletArchive.parse(answers[0]);
  };
  const page = await open(`/espaces/${person.state.personalSpaceId}/documents`);
  await page.getByText('Tout télécharger').click();
  await page.getByRole('button', { name: 'Préparer l’archive' }).click();
  await page.getByRole('status').getByText('L’archive est en préparation').waitFor();
  expect(await page.getByText('L’archive est en préparation').count()).toBe(1);
  await page.getByRole('status').getByText('Archive prête : 3 fichiers, 5,4 Mo, disponible jusqu’au 2 mars 2026 à 10:00.').waitFor();
  expect(await page.getByText('L’archive est en préparation').count()).toBe(0);
  await page.getByRole('button', { name: 'Télécharger l’archive' }).waitFor();
  expect(await troublesOf(page)).toEqual([]);
});
