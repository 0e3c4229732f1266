import { beforeEach, describe, expect, it } from 'vitest';
import { editingOnSite } from '../doubles/site/editors.ts';
import { personOnSite } from '../doubles/site/person.ts';
import { visits } from '../doubles/site/visit.ts';
import { troublesOf } from './audit-page.ts';

let editing: ReturnType<typeof editingOnSite>;
beforeEach(() => {
  editing = editingOnSite();
});
const { open } = visits(() => ({ ...personOnSite('editor').answers, ...editing.answers }));

describe('what an editor decides', () => {
  it('is a revision, seen side by side, with the reasons of the proposal and the number of people it will tell', async () => {
    const page = await open('/redaction');
    await page.getByRole('link', { name: 'Bourse des collèges' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Bourse des collèges' }).click();
    await page.getByRole('heading', { level: 1, name: 'Révision 4' }).waitFor();
    await page.getByRole('heading', { name: 'Proposition : modification significative' }).waitFor();
    expect(await page.locator('.columns del').first().innerText()).toContain('105 €');
    expect(await page.locator('.columns ins').first().innerText()).toContain('111 €');
    expect(await page.locator('.reason').innerText()).toBe('Montant modifié\u00a0: 105 € → 111 €');
    expect(await troublesOf(page)).toEqual([]);

    await page.getByRole('button', { name: 'Décider' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Choisissez oui ou non.' }).waitFor();
    await page.getByLabel(/Oui\s: 1.204 personnes abonnées seront prévenues/).check();
    await page.getByLabel('Raison de la décision').fill('Le montant change');
    await page.getByLabel('Note de modification').fill('court');
    await page.getByRole('button', { name: 'Décider' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'La note de modification est trop courte.' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByLabel('Note de modification').fill('Le montant annuel passe de 105 € à 111 €.');
    await page.getByRole('button', { name: 'Décider' }).click();
    await page.getByText('les personnes abonnées vont être prévenues').waitFor();
    expect(editing.state.reviews[0]?.significance).toBe('significant');

    await page.getByRole('link', { name: 'Suivre l’envoi des alertes' }).click();
    await page.getByRole('rowheader', { name: 'Personnes à prévenir' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
  });
});

describe('a draft', () => {
  it('is made of the texts of today, decided, and published at a time after a question', async () => {
    const page = await open('/redaction');
    await page.getByLabel('Mots du titre ou du sujet').fill('bourse');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Modifier une fiche' }).waitFor();
    await page.locator('.list').getByRole('link', { name: 'Bourse des collèges' }).click();
    await page.getByRole('heading', { level: 1, name: 'Modifier la fiche' }).waitFor();
    await page.getByText('Texte de la fiche').click();
    await page.getByLabel('Montant › texte 2').fill('Le montant est de 111 € par an.');
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ouvrir le brouillon' }).click();
    await page.getByRole('heading', { name: 'Ce qui change' }).waitFor();
    expect(JSON.stringify(editing.state.content.body)).toContain('111 €');
    expect(JSON.stringify(editing.state.content.body)).toContain('Demandez-la au collège.');
    expect(await troublesOf(page)).toEqual([]);

    await page.getByLabel('Non : personne n’est prévenu').check();
    await page.getByLabel('Raison de la décision').fill('Coquille');
    await page.getByRole('button', { name: 'Enregistrer la décision' }).click();
    await page.getByRole('heading', { name: 'Publier', exact: true }).waitFor();
    await page.getByLabel('Date et heure de publication').fill('2030-05-02T09:30');
    await page.getByRole('button', { name: 'Prévoir la publication' }).click();
    await page.getByRole('dialog', { name: 'Publier le 2 mai 2030 à 09:30 ?' }).getByRole('button', { name: 'Prévoir' }).click();
    await page.locator('.note').getByText('Publication prévue le 2 mai 2030 à 09:30').waitFor();
    expect(editing.state.published).toEqual(['2030-05-02T07:30:00.000Z']);
    expect(await troublesOf(page)).toEqual([]);
  });
});
