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

describe('an invitation', () => {
  it('waits on the dashboard, and is accepted under a name', async () => {
    const page = await open('/');
    await page.getByRole('link', { name: 'Lucie vous invite dans « La chorale »' }).click();
    await page.getByRole('heading', { level: 1, name: 'Invitation' }).waitFor();
    await page.getByLabel('Votre nom dans cet espace').fill('Camille');
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Accepter l’invitation' }).click();
    await page.getByText('Vous êtes membre de « La chorale ».').waitFor();
    expect(person.state.spaces.answered).toBe('accepted');
  });

  it('is read and declined without an account, and accepted after signing in', async () => {
    const page = await open(`/invitations/${person.state.spaces.received.link}`);
    await page.getByText('Lucie vous invite à rejoindre l’espace « La chorale ».').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Me connecter pour accepter' }).click();
    await page.getByRole('button', { name: 'Accepter l’invitation' }).waitFor();
    await page.getByRole('button', { name: 'Décliner l’invitation' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Décliner' }).click();
    await page.getByRole('heading', { name: 'Invitation déclinée' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Invitation déclinée');
    expect(person.state.spaces.answered).toBe('declined');
  });

  it('for another address is told so, and is accepted by nobody else', async () => {
    person.state.spaces.received.email = 'autre@exemple.fr';
    const page = await open('/');
    await page.getByRole('link', { name: 'Lucie vous invite dans « La chorale »' }).click();
    await page.getByText('cette invitation est pour autre@exemple.fr').waitFor();
    expect(await page.getByRole('button', { name: 'Accepter l’invitation' }).count()).toBe(0);
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Me déconnecter' }).last().click();
    await page.waitForURL((address) => !address.pathname.startsWith('/mon-espace'));
  });

  it('that is none leads nowhere, and says so', async () => {
    const page = await open(`/invitations/k1.${'b'.repeat(60)}`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('button', { name: 'Réessayer' }).count()).toBe(0);
    person.answers.readInvitation = () => {
      throw new Problem('invitation-expired');
    };
    await page.reload();
    await page.getByText('Cette invitation a expiré.').waitFor();
    expect(await page.getByRole('button', { name: 'Réessayer' }).count()).toBe(0);
    expect(await troublesOf(page)).toEqual([]);
  });
});
