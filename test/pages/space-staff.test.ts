import { beforeEach, describe, expect, it } from 'vitest';
import { partnersOnSite } from '../doubles/site/partners.ts';
import { personOnSite } from '../doubles/site/person.ts';
import { teamOnSite } from '../doubles/site/team.ts';
import { visits } from '../doubles/site/visit.ts';
import { troublesOf } from './audit-page.ts';

let team: ReturnType<typeof teamOnSite>;
let partners: ReturnType<typeof partnersOnSite>;
beforeEach(() => {
  team = teamOnSite();
  partners = partnersOnSite();
});
const { open } = visits(() => ({ ...personOnSite('administrator').answers, ...team.answers, ...partners.answers }));
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
    await page.getByRole('button', { name: 'M’identifier à nouveau' }).waitFor();
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

describe('the services of partners', () => {
  it('are registered with what is to be mended led to its field, and their secret is shown once', async () => {
    const page = await open('/');
    await page.getByRole('link', { name: 'Services partenaires' }).click();
    await page.getByText('Aucun service n’est inscrit.').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByLabel('Nom', { exact: true }).fill('Médiathèque');
    await page.getByLabel('Identifiant').fill('Médiathèque');
    await page.getByLabel('Adresse électronique de contact').fill('contact@mediatheque.exemple.fr');
    await page.getByLabel('À quoi il sert').fill('Emprunter des livres.');
    await page
      .getByLabel('Adresses de retour après la connexion')
      .fill('https://mediatheque.exemple.fr/retour\nhttp://ailleurs.exemple.fr');
    await page.getByRole('button', { name: 'Inscrire' }).click();
    const alert = page.getByRole('alert');
    await alert.getByRole('link', { name: 'Trois à quarante lettres minuscules, chiffres ou tirets.' }).waitFor();
    await alert.getByRole('link', { name: /Une adresse en https/ }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/champ-returnsTo$/);
    expect(await troublesOf(page)).toEqual([]);
    await page.getByLabel('Identifiant').fill('mediatheque');
    await page.getByLabel('Adresses de retour après la connexion').fill('https://mediatheque.exemple.fr/retour\n');
    await page.getByLabel('Ce service demande aussi l’adresse électronique').check();
    await page.getByRole('button', { name: 'Inscrire' }).click();
    await page.getByText(/^secret-1-/).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-labelledby'))).toBe('nouveau-secret');
    expect(await troublesOf(page)).toEqual([]);
    const returnsTo = ['https://mediatheque.exemple.fr/retour'];
    expect(partners.state.items).toMatchObject([{ kind: 'partner', id: 'mediatheque', scopes: ['openid', 'email'], returnsTo }]);
    expect(await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toContain('secret-1-');
    await page.getByRole('button', { name: 'J’ai copié le secret' }).click();
    await page.getByText(/^secret-1-/).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Donner un nouveau secret – « Médiathèque »' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click();
    expect(partners.state.secrets).toBe(1);
    await page.getByRole('button', { name: 'Donner un nouveau secret – « Médiathèque »' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Donner un nouveau secret' }).click();
    await page.getByText(/^secret-2-/).waitFor();
  });

  it('may prove themselves by keys, which are replaced, and are suspended and reinstated after a question', async () => {
    const page = await open('/services');
    await page.getByLabel(/^Un programme d’une administration/).check();
    expect(await page.getByLabel('À quoi il sert').count()).toBe(0);
    await page.getByLabel('Nom', { exact: true }).fill('État civil');
    await page.getByLabel('Identifiant').fill('etat-civil');
    await page.getByLabel('Adresse électronique de contact').fill('etat-civil@exemple.fr');
    await page.getByLabel(/^Par sa clé/).check();
    await page.getByLabel('Clés publiques').fill('-----BEGIN PUBLIC KEY-----');
    await page.getByRole('button', { name: 'Inscrire' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Collez un jeu de clés au format JSON (JWKS), entier.' }).waitFor();
    const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'une' };
    await page.getByLabel('Clés publiques').fill(JSON.stringify({ keys: [{ ...key, d: 'private' }] }));
    await page.getByRole('button', { name: 'Inscrire' }).click();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /celle-ci est privée/ })
      .click();
    expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/champ-proof\.keys$/);
    await page.getByLabel('Clés publiques').fill(JSON.stringify({ keys: [key] }));
    await page.getByRole('button', { name: 'Inscrire' }).click();
    await page.getByText('reconnu par 1 clé').waitFor();

    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Remplacer les clés – « État civil »' }).click();
    await dialog.getByLabel('Clés publiques').fill(JSON.stringify([key, { ...key, kid: 'deux' }]));
    expect(await troublesOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Remplacer les clés' }).click();
    await page.getByText('reconnu par 2 clés').waitFor();

    await page.getByRole('button', { name: 'Suspendre – « État civil »' }).click();
    await dialog.getByRole('button', { name: 'Suspendre' }).click();
    await page.getByText('Suspendu depuis le 1er mars 2026').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lever la suspension – « État civil »' }).click();
    await dialog.getByRole('button', { name: 'Lever la suspension' }).click();
    await page.getByText('Suspendu depuis').waitFor({ state: 'detached' });
  });
});
