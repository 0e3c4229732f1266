import { beforeEach, describe, expect, it } from 'vitest';
import { personOnSite } from '../doubles/site/person.ts';
import { visits } from '../doubles/site/visit.ts';
import { troublesOf } from './audit-page.ts';

let person: ReturnType<typeof personOnSite>;
beforeEach(() => {
  person = personOnSite();
});
const { open } = visits(() => person.answers);

describe('spaces', () => {
  it('are one account’s, from one to another by the menu, with the keyboard', async () => {
    const page = await open('/');
    await page.locator('summary', { hasText: 'Changer d’espace' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Les amis du parc' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Activité' }).waitFor();
    expect(await page.locator('summary', { hasText: 'Changer d’espace' }).innerText()).toContain('Les amis du parc');
    expect(await page.title()).toBe('Activité – Les amis du parc – Parvis');
  });

  it('begin with a name, and name the field that is wrong', async () => {
    const page = await open('/espaces');
    await page.getByRole('heading', { name: 'Vous avez deux comptes ?' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ajouter une association', exact: true }).click();
    await page.getByLabel('Nom de l’association').fill('Le jardin partagé');
    await page.getByLabel('Numéro RNA ou SIREN').fill('732829321');
    await page.getByRole('button', { name: 'Ajouter l’association' }).click();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Ce numéro SIREN contient une erreur/ })
      .click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('champ-number');
    expect(await troublesOf(page)).toEqual([]);
    await page.getByLabel('Numéro RNA ou SIREN').fill('');
    await page.getByLabel('Votre nom dans cet espace').fill('Camille');
    await page.getByRole('button', { name: 'Ajouter l’association' }).click();
    await page.getByRole('heading', { level: 1, name: 'Activité' }).waitFor();
    expect(person.state.spaces.spaces.map(({ name }) => name)).toContain('Le jardin partagé');
    await page.locator('summary', { hasText: 'Le jardin partagé' }).waitFor();
  });

  it('tell all that was done in them, page by page and by kind', async () => {
    const page = await open(`/espaces/${person.state.spaces.association}`);
    await page.getByText('a retiré l’accès de Dominique Petit').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Voir les actions précédentes' }).click();
    await page.getByText('a créé l’espace « Les amis du parc »').waitFor();
    await page.getByLabel('Montrer').selectOption('document.added');
    await page.getByText('a retiré l’accès de Dominique Petit').waitFor({ state: 'detached' });
    expect(await page.locator('.feed > li').count()).toBe(1);
    await page.getByLabel('Montrer').selectOption('procedure.sent');
    await page.getByText('Rien de tel n’a été fait ici.').waitFor();
  });
});

describe('my account', () => {
  it('says where one is signed in', async () => {
    const page = await open('/compte');
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Appareils connectés' }).click();
    await page.getByText('Firefox sur Windows').waitFor();
    expect(await troublesOf(page)).toEqual([]);
  });
});
