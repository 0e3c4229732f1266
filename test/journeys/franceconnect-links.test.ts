import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount, waitFor } from '../../local/acting.ts';
import { joinStaff } from '../../local/staff.ts';
import type { System } from '../../local/system.ts';
import { cookieBrowser } from '../doubles/cookie-browser.ts';
import { choosePassword } from '../doubles/door-visitor.ts';
import { setOutToLink } from '../doubles/identity-linking.ts';
import { chooseThere } from '../doubles/look-alike-server.ts';
import { startTestSystem } from './start.ts';

type Person = Awaited<ReturnType<typeof openAccount>>;

/** Somebody who ties their account to who they are, over HTTP and in order: each step stands on the one before. */
describe('linking an account to FranceConnect', () => {
  let system: System & { dataDir: string };
  let camille: Person;
  let amine: Person;

  beforeAll(async () => {
    system = await startTestSystem();
    [camille, amine] = await Promise.all([openAccount(system, 'camille@exemple.fr'), openAccount(system, 'amine@exemple.fr')]);
  });
  afterAll(() => system.stop());

  const provider = 'franceconnect' as const;
  const linkPage = () => `${system.address}/api/identity/franceconnect/link`;

  const goThere = ({ actor }: Person) => setOutToLink(system.address, actor);
  const link = async (person: Person, there: string) => {
    const { browser, authorization } = await goThere(person);
    const back = await chooseThere(browser, authorization, { person: there, way: 'eidas1' });
    return back.location ? browser.open(back.location) : back;
  };
  const linksOf = async ({ actor }: Person) => (await actor.listIdentityLinks({})).items.map((one) => one.provider);

  it('says before the way there what will come back', async () => {
    const { status, text } = await goThere(camille);
    expect(status).toBe(200);
    expect(text).toContain('Continuer vers FranceConnect');
    expect(text).toContain('date et lieu de naissance');
  });

  it('ties the account to the identity that came back, with a birth date of which only the year is known', async () => {
    const { status, text } = await link(camille, 'joseph-toure');
    expect(status).toBe(200);
    expect(text).toContain('Votre compte est lié à FranceConnect');
    expect(text).toMatch(/Naissance<\/dt><dd>1953<\/dd>/);
    expect(await linksOf(camille)).toEqual([provider]);
  });

  it('is not asked for twice, and ties nobody to the identity of another account', async () => {
    await expect(camille.actor.askIdentityLink({ params: { provider } })).rejects.toMatchObject({ kind: 'identity-linked-already' });
    const { status, text } = await link(amine, 'joseph-toure');
    expect(status).toBe(409);
    expect(text).toContain('déjà liée à un autre compte');
    expect(await linksOf(amine)).toEqual([]);
  });

  it('takes no ticket of another site, of nobody, or of somebody else’s hand', async () => {
    const browser = cookieBrowser();
    const { ticket } = await amine.actor.askIdentityLink({ params: { provider } });
    const foreign = { origin: 'https://ailleurs.exemple.fr', 'sec-fetch-site': 'cross-site' };
    expect((await browser.open(linkPage(), { form: { ticket }, headers: foreign })).status).toBe(403);
    expect((await browser.open(linkPage(), { form: { ticket: `${ticket.slice(0, -4)}AAAA` } })).status).toBe(400);
    const other = linkPage().replace('franceconnect', 'proconnect');
    expect((await browser.open(other, { form: { ticket } })).status).toBe(400);
  });

  it('takes an answer in the browser that asked, and once', async () => {
    const { browser, authorization } = await goThere(amine);
    const { location } = await chooseThere(browser, authorization, { person: 'amine-benali', way: 'eidas1' });
    if (!location) throw new Error('nobody came back');
    const stranger = await cookieBrowser().open(location);
    expect([stranger.status, await linksOf(amine)]).toEqual([400, []]);
    expect((await browser.open(location)).status).toBe(200);
    expect((await browser.open(location)).status).toBe(400);
    expect(await linksOf(amine)).toEqual([provider]);
  });

  it('leaves somebody who gives up where they were', async () => {
    const lucie = await openAccount(system, 'lucie@exemple.fr');
    const { browser, authorization } = await goThere(lucie);
    const { location } = await chooseThere(browser, authorization, { way: 'cancel' });
    const { status, location: next } = await browser.open(location ?? '');
    expect([status, next?.href]).toEqual([303, `${system.address}/mon-espace.html#/compte/connexion`]);
  });

  it('is not undone while it is the only way in', async () => {
    await expect(camille.actor.removeIdentityLink({ params: { provider } })).rejects.toMatchObject({ kind: 'password-first' });
    expect((await camille.actor.listIdentityLinks({})).items).toMatchObject([{ provider, mayBeRemoved: false }]);
  });

  const familyNameOf = async ({ actor }: Person) => (await actor.readProfile({})).identity.fields.familyName;

  it('puts what FranceConnect says into the profile, and locks it', async () => {
    const told = await waitFor('the name in the profile', async () => (await familyNameOf(camille)) ?? undefined);
    expect(told).toMatchObject({ value: 'TOURÉ', from: 'france-connect', locked: true });
  });

  it('is undone by who has chosen a password by a letter, and gives the profile back to its owner', async () => {
    await choosePassword(system, camille.account.email, 'Rouge-cerise-17');
    expect((await camille.actor.listIdentityLinks({})).items).toMatchObject([{ provider, mayBeRemoved: true }]);
    await camille.actor.removeIdentityLink({ params: { provider } });
    expect(await linksOf(camille)).toEqual([]);
    await waitFor('the end of the lock', async () => (await familyNameOf(camille))?.locked === false);
    expect((await link(camille, 'joseph-toure')).status).toBe(200);
  });

  it('is told by a letter each time that it is made or undone', async () => {
    const told = () => system.mailbox.messages({ to: camille.account.email }).map(({ subject }) => subject);
    const [made, undone] = ['Votre compte est lié à FranceConnect', 'Votre compte n’est plus lié à FranceConnect'];
    await waitFor('the letters', async () => told().filter((subject) => subject === made).length === 2 && told().includes(undone));
    expect(system.mailbox.messages({ to: amine.account.email }).map(({ subject }) => subject)).toEqual([made]);
  });

  it('is for citizens; agents have the other one', async () => {
    const agent = await joinStaff(system, {
      email: 'agent@exemple.fr',
      place: { role: 'agent', service: 'etat-civil' },
      password: 'Un-bon-secret-2026',
    });
    await expect(agent.actor.askIdentityLink({ params: { provider } })).rejects.toMatchObject({ kind: 'identity-not-for-role' });
    await expect(camille.actor.askIdentityLink({ params: { provider: 'proconnect' } })).rejects.toMatchObject({
      kind: 'identity-not-for-role',
    });
  });

  it('offers to sign out there too, to the browser that signed in there', async () => {
    const nadia = await openAccount(system, 'nadia@exemple.fr');
    const { browser, authorization } = await goThere(nadia);
    const { location } = await chooseThere(browser, authorization, { person: 'rosalie-hoarau', way: 'eidas1' });
    await browser.open(location ?? '');
    const departure = `${system.address}/api/identity/franceconnect/departure`;
    const page = await browser.follow(departure);
    expect(page.address.pathname).toBe('/franceconnect/api/v2/session/end');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const confirm = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const { location: departed } = await browser.open(confirm, { form: { xsrf, logout: 'yes' } });
    expect(departed?.href).toMatch(new RegExp(`^${system.address}/api/identity/franceconnect/departed\\?state=`));
    expect((await browser.open(departed ?? '')).text).toContain('Vous êtes déconnecté de FranceConnect');
    expect((await browser.open(departure)).text).toContain('Vous êtes déconnecté de FranceConnect');
  });

  it('writes no name, address or token into any log', async () => {
    const folder = join(system.dataDir, 'logs');
    const lines = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    expect(lines.join('')).toContain('receiveArrival');
    expect(lines.join('')).not.toMatch(/TOURÉ|BENALI|1953-00-00|camille@|v1"|eyJ/);
  });
});
