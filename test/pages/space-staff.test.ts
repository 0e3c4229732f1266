import { beforeEach, describe, expect, it } from 'vitest';
import { personOnSite } from '../doubles/site/person.ts';
import { teamOnSite } from '../doubles/site/team.ts';
import { visits } from '../doubles/site/visit.ts';
import { troublesOf } from './audit-page.ts';

let team: ReturnType<typeof teamOnSite>;
beforeEach(() => {
  team = teamOnSite();
});
const { open } = visits(() => ({ ...personOnSite('administrator').answers, ...team.answers }));
const nadia = () => team.state.people.find(({ email }) => email === 'nadia.petit@exemple.fr');

describe('the team', () => {
  it('is found in the menu, read page by page, and searched', async () => {
    const page = await open('/');
    await page.getByRole('link', { name: 'Équipe' }).click();
    await page.getByRole('heading', { name: 'camille.martin@exemple.fr (vous)' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    expect(await page.getByRole('button', { name: /de camille.martin/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Voir les personnes suivantes' }).click();
    await page.getByRole('heading', { name: 'sofia.leroy@exemple.fr' }).waitFor();

    await page.getByLabel('Chercher un rôle').selectOption('agent');
    await page.getByLabel('Chercher un service').fill('etat-civil');
    await page.getByRole('button', { name: 'Chercher', exact: true }).click();
    await page.getByRole('heading', { name: 'paul.durand@exemple.fr' }).waitFor({ state: 'detached' });
    expect(await page.locator('section[aria-labelledby=personnes] .card-title').allInnerTexts()).toEqual(['nadia.petit@exemple.fr']);
    await page.getByLabel('Adresse électronique, ou une partie').fill('personne');
    await page.keyboard.press('Enter');
    await page.getByText('Personne ne correspond à cette recherche.').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Voir tout le monde' }).click();
    await page.getByRole('heading', { name: 'paul.durand@exemple.fr' }).waitFor();
  });

  it('grows by invitation, which names the service of an agent; it is sent again, and withdrawn after a question', async () => {
    const page = await open('/equipe');
    await page.getByText('Aucune invitation n’attend de réponse.').waitFor();
    await page.getByLabel('Adresse électronique professionnelle').fill('lea@exemple.fr');
    await page.getByLabel('Service', { exact: true }).fill('État civil');
    await page.getByRole('button', { name: 'Inviter', exact: true }).click();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /en minuscules, sans accents/ })
      .click();
    expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/champ-place.service$/);
    expect(await troublesOf(page)).toEqual([]);
    await page.getByLabel('Service', { exact: true }).fill('etat-civil');
    await page.getByRole('button', { name: 'Inviter', exact: true }).click();
    await page.getByText('L’invitation est envoyée à lea@exemple.fr.').waitFor();
    expect(team.state.invitations).toMatchObject([{ role: 'agent', service: 'etat-civil' }]);
    expect(await troublesOf(page)).toEqual([]);

    await page.getByRole('button', { name: 'Envoyer de nouveau à lea@exemple.fr' }).click();
    await page.getByText('Elle est valable jusqu’au 20 mars 2026.').waitFor();
    await page.getByRole('button', { name: 'Retirer l’invitation de lea@exemple.fr' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer l’invitation' }).click();
    await page.getByText('Aucune invitation n’attend de réponse.').waitFor();
    expect(team.state.invitations).toEqual([]);
  });

  it('keeps what was typed when the administrator has to sign in anew', async () => {
    team.state.signInTooOld = true;
    const page = await open('/equipe');
    await page.getByLabel('Adresse électronique professionnelle').fill('lea@exemple.fr');
    await page.getByLabel('Rôle', { exact: true }).selectOption('editor');
    await page.getByRole('button', { name: 'Inviter', exact: true }).click();
    team.state.signInTooOld = false;
    await page.getByRole('button', { name: 'M’identifier à nouveau' }).click();
    await page.getByRole('heading', { level: 1, name: 'Équipe' }).waitFor();
    expect(await page.getByLabel('Adresse électronique professionnelle').inputValue()).toBe('lea@exemple.fr');
    await page.getByRole('button', { name: 'Inviter', exact: true }).click();
    await page.getByText('L’invitation est envoyée à lea@exemple.fr.').waitFor();
    expect(team.state.invitations).toMatchObject([{ role: 'editor', service: null }]);
  });
});

describe('a person of the team', () => {
  it('is given another role and another service', async () => {
    const page = await open('/equipe');
    await page.getByRole('button', { name: 'Changer le rôle ou le service de nadia.petit@exemple.fr' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Service', { exact: true }).fill('Pas un service');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await dialog.getByLabel('Service', { exact: true }).fill('urbanisme');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('nadia.petit@exemple.fr : Agent d’un service – urbanisme.').waitFor();
    expect(nadia()).toMatchObject({ role: 'agent', service: 'urbanisme' });
    await page.getByRole('button', { name: 'Changer le rôle ou le service de nadia.petit@exemple.fr' }).click();
    await dialog.getByLabel('Rôle').selectOption('editor');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(nadia()).toMatchObject({ role: 'editor', service: null });
  });

  it('is suspended and reinstated, each after a question', async () => {
    const page = await open('/equipe');
    await page.getByRole('button', { name: 'Suspendre le compte de nadia.petit@exemple.fr' }).click();
    const dialog = page.getByRole('dialog', { name: 'Suspendre le compte de nadia.petit@exemple.fr ?' });
    await dialog.getByRole('button', { name: 'Annuler' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(nadia()?.status).toBe('active');
    await page.getByRole('button', { name: 'Suspendre le compte de nadia.petit@exemple.fr' }).click();
    await dialog.getByRole('button', { name: 'Suspendre le compte' }).click();
    await page.getByText('Compte suspendu').waitFor();
    expect(nadia()?.status).toBe('suspended');
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lever la suspension de nadia.petit@exemple.fr' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lever la suspension' }).click();
    await page.getByText('Compte suspendu').waitFor({ state: 'detached' });
    expect(nadia()?.status).toBe('active');
  });
});
