import { beforeEach, describe, expect, it } from 'vitest';
import { personOnSite } from '../doubles/site/person.ts';
import { visits } from '../doubles/site/visit.ts';
import { troublesOf } from './audit-page.ts';

let person: ReturnType<typeof personOnSite>;
beforeEach(() => {
  person = personOnSite();
});
const { open } = visits(() => person.answers);
const mine = () => `/espaces/${person.state.personalSpaceId}/abonnements`;

describe('my subscriptions', () => {
  it('can be told otherwise one by one, and left after a question', async () => {
    const page = await open(mine());
    await page.getByText('Vous suivez 2 fiches.').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByLabel('Comment être prévenu de « Carte Vitale »').selectOption('weekly');
    await page.getByText('Votre choix pour « Carte Vitale » est enregistré.').waitFor();
    expect(person.state.subscriptions.find(({ ficheId }) => ficheId === 'F265')?.frequency).toBe('weekly');

    const leave = page.getByRole('button', { name: 'Me désabonner de « Carte Vitale »' });
    await leave.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Vous désabonner de cette fiche ?' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(person.state.subscriptions).toHaveLength(2);
    expect(await leave.evaluate((button) => button === document.activeElement)).toBe(true);
    await leave.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Me désabonner' }).click();
    await page.getByText('Vous suivez 1 fiche.').waitFor();
    await page.getByText('Vous n’êtes plus abonné à « Carte Vitale ».').waitFor();
  });

  it('say how to begin when there are none', async () => {
    person.state.subscriptions = [];
    const page = await open(mine());
    await page.getByText('Vous ne suivez encore aucune fiche.').waitFor();
    expect(await troublesOf(page)).toEqual([]);
  });

  it('say that no mails come any more, and have them again', async () => {
    person.state.mail = {
      state: 'stopped',
      reason: 'bounce',
      since: '2026-03-01T09:00:00.000Z',
      explanation: 'Votre adresse a refusé nos courriels. Vérifiez qu’elle est juste, puis reprenez les envois.',
    };
    const page = await open('/');
    await page.getByRole('heading', { name: 'Vous ne recevez plus nos courriels' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Reprendre les envois à camille.martin@exemple.fr' }).click();
    await page.getByText('Les courriels reprennent.').waitFor();
    await page.getByRole('heading', { name: 'Vous ne recevez plus nos courriels' }).waitFor({ state: 'detached' });
  });
});

describe('my alerts', () => {
  it('are chosen once for all subscriptions', async () => {
    const page = await open('/alertes');
    await page.getByLabel('Mon choix habituel').selectOption('weekly');
    await page.getByLabel('Heure des récapitulatifs').selectOption('18');
    await page.getByLabel('Jour du récapitulatif de la semaine').selectOption('sunday');
    await page.getByLabel('Le récapitulatif du week-end').selectOption('same-day');
    await page.getByLabel('Suspendre mes récapitulatifs').check();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Vos choix sont enregistrés.').waitFor();
    const { defaultFrequency, hour, weekday, weekend, digestsPaused } = person.state.preferences;
    expect({ defaultFrequency, hour, weekday, weekend, digestsPaused }).toEqual({
      defaultFrequency: 'weekly',
      hour: 18,
      weekday: 'sunday',
      weekend: 'same-day',
      digestsPaused: true,
    });
  });

  it('name the field that is wrong, lead to it, and keep what was typed', async () => {
    const page = await open('/alertes');
    await page.getByLabel('Fuseau horaire').fill('Europe/Nantes');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    const summary = page.getByRole('alert');
    await summary.getByRole('link', { name: /Ce fuseau horaire n’existe pas/ }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/champ-zone$/);
    expect(await page.getByLabel('Fuseau horaire').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Fuseau horaire').inputValue()).toBe('Europe/Nantes');
    expect(await troublesOf(page)).toEqual([]);
  });

  it('come by SMS to a number that was proven by its code', async () => {
    const page = await open('/alertes');
    await page.getByLabel('Numéro de téléphone mobile').fill('06 12 34 56 78');
    await page.getByRole('button', { name: 'Recevoir un code' }).click();
    await page.getByLabel('Code reçu au +33 •••••••78').fill('111111');
    await page.getByRole('button', { name: 'Vérifier le code' }).click();
    await page.getByText('Ce code n’est pas le bon.').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByLabel('Code reçu au').fill('123456');
    await page.getByRole('button', { name: 'Vérifier le code' }).click();
    await page.getByText('Votre numéro est vérifié.').waitFor();
    await page.getByRole('button', { name: 'Retirer ce numéro' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer ce numéro' }).click();
    await page.getByText('Votre numéro est retiré.').waitFor();
    expect(person.state.phone.number).toBeNull();
  });
});
