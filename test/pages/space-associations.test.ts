import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../functions/shared/problem.ts';
import { personOnSite } from '../doubles/site/person.ts';
import { visits } from '../doubles/site/visit.ts';
import { troublesOf } from './audit-page.ts';

let person: ReturnType<typeof personOnSite>;
beforeEach(() => {
  person = personOnSite();
});
const { open } = visits(() => person.answers);

/** On the name of the part of the page whose button went away with what it did. */
const focusIsOn = (page: Page, name: string) =>
  page.waitForFunction(
    (expected) => /^H\d$/.test(document.activeElement?.tagName ?? '') && document.activeElement?.textContent === expected,
    name,
  );

describe('spaces', () => {
  it('are one account’s, each with what was done in it, from one to another by the menu, with the keyboard', async () => {
    const page = await open('/');
    await page.getByRole('link', { name: 'Mon activité' }).click();
    await page.getByText('Vous seul le lisez.').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.locator('summary', { hasText: 'Changer d’espace' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Les amis du parc' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('Chaque membre le lit.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Activité' }).waitFor();
    expect(await page.locator('summary', { hasText: 'Changer d’espace' }).innerText()).toContain('Les amis du parc');
    expect(await page.title()).toBe('Activité – Les amis du parc – Parvis');
  });

  it('begin with a name, and name the field that is wrong', async () => {
    const page = await open('/espaces');
    await page.getByRole('heading', { name: 'Vous avez deux comptes ?' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ajouter une association', exact: true }).click();
    await page.getByRole('button', { name: 'Ajouter l’association' }).click();
    for (const field of ['Nom de l’association', 'Votre nom dans cet espace'])
      await page
        .getByRole('alert')
        .getByRole('link', { name: `${field} : ` })
        .waitFor();
    await page.getByLabel('Nom de l’association').fill('Le jardin partagé');
    await page.getByLabel('Numéro RNA ou SIREN').fill('732829321');
    await page.getByRole('button', { name: 'Ajouter l’association' }).click();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Ce numéro SIREN contient une erreur/ })
      .click();
    expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/champ-number$/);
    expect(await troublesOf(page)).toEqual([]);
    await page.getByLabel('Numéro RNA ou SIREN').fill('');
    await page.getByLabel('Votre nom dans cet espace').fill('Camille');
    await page.getByRole('button', { name: 'Ajouter l’association' }).click();
    await page.getByRole('heading', { level: 1, name: 'Activité' }).waitFor();
    expect(person.state.spaces.spaces.map(({ name }) => name)).toContain('Le jardin partagé');
    await page.locator('summary', { hasText: 'Le jardin partagé' }).waitFor();
  });

  it('tell all that was done in them, page by page, by kind and by person', async () => {
    const page = await open(`/espaces/${person.state.spaces.association}`);
    await page.getByText('a retiré l’accès de Dominique Petit').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Voir les actions précédentes' }).click();
    await page.getByText('a créé l’espace « Les amis du parc »').waitFor();
    await page.getByLabel('Montrer').selectOption('document.added');
    await page.getByText('a retiré l’accès de Dominique Petit').waitFor({ state: 'detached' });
    await page.getByText('a ajouté le document « Statuts 2026 »').waitFor();
    expect(await page.locator('.feed > li').count()).toBe(1);
    await page.getByLabel('Montrer').selectOption('procedure.sent');
    await page.getByText('Rien de tel n’a été fait ici.').waitFor();
    await page.getByLabel('Montrer').selectOption('');
    await page.getByLabel('De qui').selectOption({ label: 'Camille Martin (vous)' });
    await page.getByText('a retiré l’accès de Dominique Petit').waitFor();
    await page.getByLabel('De qui').selectOption({ label: 'Amine Diallo' });
    await page.getByText('Rien de tel n’a été fait ici.').waitFor();
    await page.getByLabel('De qui').selectOption({ label: 'Dominique Petit (ancien membre)' });
    await page.getByText('a quitté l’espace').waitFor();
    expect(await page.locator('.feed > li').count()).toBe(1);
  });
});

describe('an association', () => {
  it('is nowhere any more for whoever was put out of it, and they are told so', async () => {
    person.answers.listActions = () => {
      throw new Problem('not-found');
    };
    const page = await open(`/espaces/${person.state.spaces.association}`);
    await page.getByText('vous n’y avez plus accès').waitFor();
    expect(await page.getByText('Une erreur est survenue').count()).toBe(0);
  });

  const at = (rest: string) => `/espaces/${person.state.spaces.association}/${rest}`;

  it('has members with equal rights: they invite, send again, withdraw, and remove with a reason', async () => {
    const page = await open(at('membres'));
    await page.setViewportSize({ width: 340, height: 500 });
    await page.getByText('Aucune invitation n’attend de réponse.').waitFor();
    await page.getByLabel('Adresse électronique').fill('nouvelle@exemple.fr');
    await page.getByRole('button', { name: 'Inviter', exact: true }).click();
    const said = page.getByText('L’invitation est envoyée à nouvelle@exemple.fr.');
    await said.waitFor();
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(200);
    expect(await said.evaluate((box) => box.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
    expect(await page.getByLabel('Adresse électronique').inputValue()).toBe('');
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Envoyer de nouveau à nouvelle@exemple.fr' }).click();
    await page.getByText('L’invitation est envoyée de nouveau').waitFor();
    await focusIsOn(page, 'nouvelle@exemple.fr');
    await page.getByLabel('Adresse électronique').fill('nouvelle@exemple.fr');
    await page.getByRole('button', { name: 'Inviter', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await page.getByText('L’invitation est envoyée de nouveau').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Retirer l’invitation de nouvelle@exemple.fr' }).click();
    await page.getByText('Aucune invitation n’attend de réponse.').waitFor();
    await focusIsOn(page, 'Invitations sans réponse');

    await page.getByRole('button', { name: 'Retirer l’accès de Amine Diallo' }).click();
    const dialog = page.getByRole('dialog', { name: 'Retirer l’accès de Amine Diallo ?' });
    await dialog.getByRole('button', { name: 'Retirer l’accès' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await dialog.getByLabel('Raison, que tous les membres et la personne retirée liront').fill('A déménagé');
    await dialog.getByRole('button', { name: 'Retirer l’accès' }).click();
    await page.getByText('Amine Diallo n’a plus accès à cet espace.').waitFor();
    await focusIsOn(page, 'Membres');
    await page.getByRole('button', { name: 'Fermer ce message' }).click();
    await page.getByText('Amine Diallo n’a plus accès à cet espace.').waitFor({ state: 'detached' });
    expect(person.state.spaces.members).toHaveLength(1);
  });

  it('is left by one of several', async () => {
    const page = await open(at('reglages'));
    await page.getByRole('button', { name: 'Quitter cet espace' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Quitter cet espace' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Quitter' }).click();
    await page.getByText('Vous avez quitté « Les amis du parc ».').waitFor();
  });

  it('is closed by its last member, who types its name and can still call it back', async () => {
    person.state.spaces.spaces = person.state.spaces.spaces.map((space) => ({ ...space, members: 1 }));
    const page = await open(at('reglages'));
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Télécharger les membres et l’activité' }).click();
    const copy = await text(await (await download).createReadStream());
    for (const action of person.state.spaces.actions) expect(copy).toContain(action.text);
    await page.getByRole('button', { name: 'Fermer cet espace' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('recopiez le nom').fill('Autre chose');
    await dialog.getByRole('button', { name: 'Fermer cet espace' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('recopiez le nom').fill('Les amis du parc');
    await dialog.getByRole('button', { name: 'Fermer cet espace' }).click();
    await page.getByText('seront effacés le 8 mars 2026').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Annuler la fermeture' }).click();
    await page.getByText('La fermeture est annulée').waitFor();
    await focusIsOn(page, 'Fermer cet espace');
  });
});
