import { beforeEach, describe, expect, it } from 'vitest';
import { SITE_CLIENT } from '../../schemas/client.ts';
import { personOnSite } from '../doubles/site/person.ts';
import { visits } from '../doubles/site/visit.ts';
import { troublesOf } from './audit-page.ts';

let person: ReturnType<typeof personOnSite>;
beforeEach(() => {
  person = personOnSite();
});
const { open, site } = visits(() => person.answers);

describe('the devices where one is signed in', () => {
  it('are listed with a way to sign out of each', async () => {
    const page = await open('/compte');
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Appareils connectés' }).click();
    await page.getByRole('heading', { name: 'Firefox sur Windows' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Déconnecter Firefox sur Windows' }).click();
    await page.getByText('« Firefox sur Windows » est déconnecté.').waitFor();
    expect(person.state.sessions.map(({ device }) => device)).toEqual(['Chrome sur Android']);
  });

  it('say which of them this one is, and to leave it is to sign out, as from the header', async () => {
    const page = await open('/compte/appareils');
    await page.getByRole('heading', { name: 'Chrome sur Android (cet appareil)' }).waitFor();
    await Promise.all([
      page.waitForURL(site().url + SITE_CLIENT.signedOutTo),
      page.getByRole('button', { name: 'Me déconnecter de cet appareil' }).click(),
    ]);
    expect(site().issuer.ended.at(-1)?.get('client_id')).toBe('site');
    expect(person.state.sessions).toHaveLength(2);
  });
});
