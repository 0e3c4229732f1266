import { beforeEach, describe, expect, it } from 'vitest';
import { accountOnSite } from '../doubles/site/account.ts';
import { personOnSite } from '../doubles/site/person.ts';
import { visits } from '../doubles/site/visit.ts';
import { troublesOf } from './audit-page.ts';

let account: ReturnType<typeof accountOnSite>;
let person: ReturnType<typeof personOnSite>;
beforeEach(() => {
  person = personOnSite();
  account = accountOnSite();
});
const { open, site } = visits(() => ({ ...person.answers, ...account.answers }));

describe('my profile', () => {
  it('is saved block by block, says where each value comes from, and keeps what FranceConnect vouches for', async () => {
    const page = await open('/compte/informations');
    await page.getByRole('heading', { name: 'Identité' }).waitFor();
    expect(await page.getByText('vient de FranceConnect, ne se modifie pas ici').count()).toBe(4);
    expect(await page.getByLabel('Nom de naissance').count()).toBe(0);
    await page.getByText('août 1962', { exact: true }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByLabel('Code postal').fill('750');
    await page.getByRole('button', { name: 'Enregistrer « Adresse principale »' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Un code postal français a cinq chiffres.' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/champ-fields\.postalCode$/);
    await page.getByLabel('Code postal').fill('75011');
    await page.getByRole('button', { name: 'Enregistrer « Adresse principale »' }).click();
    await page.getByText('Adresse principale : c’est enregistré.').waitFor();
    expect(account.state.address).toMatchObject({
      version: 2,
      fields: { street: { value: '3 rue des Lilas' }, postalCode: { value: '75011' } },
    });
  });

  it('holds the official codes of where one was born, and says how one is written', async () => {
    const page = await open('/compte/informations');
    await page.getByLabel('Code INSEE de la commune de naissance').fill('2a04');
    await page.getByLabel('Code INSEE du pays de naissance').fill('FR');
    await page.getByRole('button', { name: 'Enregistrer « Identité »' }).click();
    const alert = page.getByRole('alert');
    await alert.getByRole('link', { name: /Le code INSEE d’un pays/ }).waitFor();
    await alert.getByRole('link', { name: /Le code INSEE d’une commune/ }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/champ-fields\.birthPlaceCode$/);
    expect(await troublesOf(page)).toEqual([]);
    await page.keyboard.press('End');
    await page.keyboard.type('4');
    await page.getByLabel('Code INSEE du pays de naissance').fill('99100');
    await page.getByRole('button', { name: 'Enregistrer « Identité »' }).click();
    await page.getByText('Identité : c’est enregistré.').waitFor();
    expect(account.state.identity.fields).toMatchObject({ birthPlaceCode: { value: '2A044' }, birthCountryCode: { value: '99100' } });
    expect(await page.getByLabel('Code INSEE de la commune de naissance').inputValue()).toBe('2A044');
  });

  it('holds the children that a person wants to name, and no empty one', async () => {
    const page = await open('/compte/informations');
    await page.getByRole('button', { name: 'Ajouter un enfant' }).click();
    await page.getByRole('button', { name: 'Ajouter un enfant' }).click();
    await page.getByRole('group', { name: 'Enfant 1' }).getByLabel('Prénoms').fill('Lou');
    await page.getByRole('group', { name: 'Enfant 1' }).getByLabel('Date de naissance').fill('9/3/2015');
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enregistrer « Situation familiale »' }).click();
    await page.getByText('Situation familiale : c’est enregistré.').waitFor();
    expect(account.state.family.fields.children?.value).toEqual([{ givenNames: 'Lou', birthDate: '2015-03-09' }]);
  });
});

describe('my history', () => {
  it('says who did what, why, and from which device, by theme', async () => {
    const page = await open('/compte/historique');
    await page.getByText('par Service de l’état civil').waitFor();
    expect(await page.locator('nav [aria-current]').allTextContents()).toEqual(['Mon compte']);
    await page.getByText('Raison : Instruction de la demande A-2026-000123').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByLabel('Montrer').selectOption('connections');
    await page.getByText('par Service de l’état civil').waitFor({ state: 'detached' });
    await page.getByText('Firefox sur Windows').waitFor();
  });
});

describe('how I sign in', () => {
  it('changes the password by the former one, and the address by a mail, and keeps no password that was typed', async () => {
    const page = await open('/compte/connexion');
    await page.getByLabel('Mot de passe actuel').fill('Faux2026');
    await page.getByLabel('Nouveau mot de passe').fill('court');
    await page.getByRole('button', { name: 'Changer mon mot de passe' }).click();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Il manque au mot de passe/ })
      .waitFor();
    await page.getByLabel('Nouveau mot de passe').fill('Nouveau2026');
    await page.getByRole('button', { name: 'Changer mon mot de passe' }).click();
    await page.getByText('Ce mot de passe n’est pas le vôtre.').waitFor();
    expect(await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toMatch(/Faux2026|Nouveau2026/);
    await page.getByLabel('Mot de passe actuel').fill('Ancien2026');
    await page.getByRole('button', { name: 'Changer mon mot de passe' }).click();
    await page.getByText('Votre mot de passe est changé.').waitFor();
    await page.getByLabel('Nouvelle adresse').fill('camille@nouvelle.fr');
    await page.getByLabel('Votre mot de passe').fill('Nouveau2026');
    await page.getByRole('button', { name: 'Changer d’adresse' }).click();
    await page.getByText('Un courriel est parti à camille@nouvelle.fr').waitFor();
    expect(account.state.changed).toEqual(['password', 'address']);
  });

  it('takes an application by its code, and shows the recovery codes once', async () => {
    const page = await open('/compte/connexion');
    await page.getByText('Compte lié à FranceConnect depuis le 1er mars 2026.').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Utiliser une application' }).click();
    await page.getByAltText('Code QR à scanner avec l’application').waitFor();
    expect(await page.locator('.qr').evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
    await page.getByLabel('Code à six chiffres').fill('000000');
    await page.getByRole('button', { name: 'Confirmer' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Code à six chiffres').fill('123456');
    await page.getByRole('button', { name: 'Confirmer' }).click();
    await page.getByText('7K2M-9QXD-R4T9').waitFor();
    await page.getByText('En service depuis le 1er mars 2026.').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.reload();
    await page.getByText('En service depuis').waitFor();
    expect(await page.getByText('7K2M-9QXD-R4T9').count()).toBe(0);
  });

  it('sends who has no password to the provider where theirs changes, and to where one is chosen here', async () => {
    account.state.passwordChangedAt = null;
    const page = await open('/compte/connexion');
    await page.getByText('Votre compte n’a pas de mot de passe').waitFor();
    for (const path of ['/api/identity/franceconnect/password', '/api/identity/password'])
      expect(await page.locator(`a[href="${path}"]`).count()).toBe(1);
  });

  it('tells whose role wants a second means so, apart from the form above', async () => {
    account.state.factors.required = true;
    const page = await open('/compte/connexion');
    const both = [page.getByRole('button', { name: 'Changer d’adresse' }), page.getByText('Votre rôle demande')];
    for (const part of both) await part.waitFor();
    const [button, note] = await Promise.all(both.map((part) => part.boundingBox()));
    expect((note?.y ?? 0) - ((button?.y ?? 0) + (button?.height ?? 0))).toBeGreaterThan(12);
  });

  it('asks the person to prove again who they are, and comes back to the same place', async () => {
    account.state.recent = false;
    const page = await open('/compte/connexion');
    await page.getByRole('button', { name: 'Utiliser une application' }).click();
    await page.getByText('Pour faire cela, identifiez-vous à nouveau.').waitFor();
    const before = site().issuer.renewals;
    const [asked] = await Promise.all([
      page.waitForRequest((request) => request.url().includes('/api/identity/auth')),
      page.getByRole('button', { name: 'M’identifier à nouveau' }).click(),
    ]);
    expect(new URL(asked.url()).searchParams.get('prompt')).toBe('login');
    await page.getByRole('heading', { level: 1, name: 'Connexion et sécurité' }).waitFor();
    expect(site().issuer.renewals).toBe(before);
  });

  it('forgets a passkey and the link with FranceConnect after a question', async () => {
    const page = await open('/compte/connexion');
    await page.getByRole('button', { name: 'Retirer « Téléphone »' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
    await page.getByText('La clé d’accès « Téléphone » est retirée.').waitFor();
    await page.getByRole('button', { name: 'Supprimer ma liaison' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer ma liaison' }).click();
    await page.getByRole('button', { name: 'Lier mon compte à FranceConnect' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
  });
});

describe('my account', () => {
  it('takes back what a partner was allowed to know', async () => {
    const page = await open('/compte/autres-espaces');
    await page.getByText('Votre adresse électronique').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Retirer mon accord à « Médiathèque »' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer mon accord' }).click();
    await page.getByText('Vous n’avez autorisé aucun service.').waitFor();
  });

  it('is copied in the background, and deleted only after a yes and a pause in which it can be kept', async () => {
    const page = await open('/compte/donnees');
    await page.getByRole('button', { name: 'Demander une copie' }).click();
    await page.getByText('En préparation…').waitFor();
    await page.getByRole('button', { name: 'Télécharger', exact: true }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Supprimer mon compte' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Supprimer mon compte' }).click();
    await dialog.getByText('Cochez la case pour confirmer.').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await dialog.getByLabel('J’ai compris').check();
    await dialog.getByRole('button', { name: 'Supprimer mon compte' }).click();
    await page.getByText('Votre compte sera supprimé le 8 mars 2026').waitFor();
    await page.getByRole('link', { name: 'Tableau de bord' }).click();
    await page.getByRole('button', { name: 'Garder mon compte' }).click();
    await page.getByText('La suppression est annulée').waitFor();
    expect(person.state.deletion).toBeNull();
  });
});
