import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actAs, openAccount, waitFor } from '../../../local/acting.ts';
import { type Colleague, joinFirst, joinStaff } from '../../../local/staff.ts';
import type { System } from '../../../local/system.ts';
import { authenticator } from '../../doubles/authenticator.ts';
import { type CookieBrowser, cookieBrowser, type Opened } from '../../doubles/cookie-browser.ts';
import { codeAt } from '../../doubles/factor-desk.ts';
import { challengeOn, codesOn, secretOn } from '../../doubles/factor-steps.ts';
import { chooseThere } from '../../doubles/look-alike-server.ts';
import { siteSignIn } from '../../doubles/site-sign-in.ts';
import { startTestSystem } from '../start.ts';

const PASSWORD = 'Un-bon-secret-2026';
const agentPlace = { role: 'agent', service: 'etat-civil' } as const;
/** A code of now, and of the next step when this one was used already. */
const codeNow = (secret: string, stepsOn = 0) => codeAt(secret, new Date(Date.now() + stepsOn * 30_000));

describe('second factors and staff on the running system', () => {
  let system: System;
  let jeanne: Colleague;
  let nadia: Colleague;
  let secret: string;
  beforeAll(async () => {
    system = await startTestSystem();
    jeanne = await joinFirst(system, 'jeanne.lefevre@exemple.fr', PASSWORD);
  });
  afterAll(() => system.stop());

  /** Shows a first proof: that ProConnect knows Nadia, without a second factor there. */
  const byProConnect = async (browser: CookieBrowser): Promise<Opened> => {
    const { text } = await siteSignIn(system.address, browser).begin();
    const button = /href="([^"]+\/with\/proconnect)"/.exec(text)?.[1] ?? '';
    const { location } = await browser.open(new URL(button, system.address));
    const { location: back } = await chooseThere(browser, location ?? '', { person: 'nadia-petit', way: 'eidas1' });
    return browser.follow(back ?? '');
  };
  const mailsTo = (email: string, subject: RegExp) => system.mailbox.messages({ to: email }).filter((mail) => subject.test(mail.subject));

  it('lets the first administrator in once, and by nothing but the function that deploys', async () => {
    expect(await system.functions.invoke('identity-first-administrator', { email: 'autre@exemple.fr' })).toEqual({
      refused: 'there is an administrator already, who can invite others',
    });
    expect((await jeanne.actor.listStaff({})).items).toMatchObject([{ email: 'jeanne.lefevre@exemple.fr', role: 'administrator' }]);
  });

  it('invites an agent by mail, who must set up a second factor before any token', async () => {
    nadia = await joinStaff(system, { email: 'nadia.petit@exemple.fr', place: agentPlace, password: PASSWORD });
    const browser = cookieBrowser();
    const site = siteSignIn(system.address, browser);
    const page = await byProConnect(browser);
    expect(page.text).toContain('Ajouter un second moyen de connexion');
    const offered = await site.send(page, { way: 'begin-totp' });
    secret = secretOn(offered.text);
    const codes = await site.send(offered, { way: 'totp', code: codeNow(secret) });
    expect(codesOn(codes.text)).toHaveLength(10);
    const back = await site.send(codes, {});
    expect((await site.tokens(back))?.claims).toMatchObject({
      sub: nadia.accountId,
      role: 'agent',
      service: 'etat-civil',
      acr: 'urn:parvis:acr:2',
      amr: ['proconnect', 'otp', 'mfa'],
    });
    await waitFor('the letter', async () => mailsTo('nadia.petit@exemple.fr', /application d’authentification a été ajoutée/)[0]);
  });

  it('asks for it from then on, takes no code twice, and tells of wrong ones', async () => {
    const browser = cookieBrowser();
    const site = siteSignIn(system.address, browser);
    const page = await byProConnect(browser);
    expect(page.text).toContain('Code de l’application');
    const again = await site.send(page, { way: 'totp', code: '000000' });
    expect([again.status, again.text.includes('Ce code n’est pas le bon')]).toEqual([400, true]);
    const code = codeNow(secret, 1);
    const back = await site.send(page, { way: 'totp', code });
    expect((await site.tokens(back))?.claims).toMatchObject({ acr: 'urn:parvis:acr:2' });
    const second = cookieBrowser();
    const reused = await siteSignIn(system.address, second).send(await byProConnect(second), { way: 'totp', code });
    expect(reused.status).toBe(400);
    const { items } = await nadia.actor.listHistory({ query: {} });
    expect(items.filter(({ kind }) => kind === 'sign-in-failed')).toHaveLength(2);
  });

  it('gives the role of the account at each refresh, and nothing more to who is suspended', async () => {
    const { browser, codes } = await withCodes();
    const site = siteSignIn(system.address, browser);
    const back = await site.send(await byProConnect(browser), { way: 'recovery-code', recovery: codes[0] ?? '' });
    const first = await site.tokens(back);
    await jeanne.actor.changeStaffPlace({ params: { accountId: nadia.accountId }, body: { role: 'editor' } });
    const second = await site.refresh(first?.refresh ?? '');
    expect(second?.claims).toMatchObject({ role: 'editor' });
    expect(second?.claims).not.toHaveProperty('service');
    await jeanne.actor.suspendAccount({ params: { accountId: nadia.accountId } });
    expect(await site.refresh(second?.refresh ?? '')).toBeUndefined();
    await waitFor('the end of the sessions', async () => (await nadia.actor.listSessions({})).items.length === 0);
    expect((await byProConnect(cookieBrowser())).text).toContain('Votre compte est suspendu');
    await waitFor('the letter', async () => mailsTo('nadia.petit@exemple.fr', /est suspendu/)[0]);
  });

  const withCodes = async () => {
    const { recoveryCodes } = await actAs(system, { accountId: nadia.accountId, role: 'agent' }).makeRecoveryCodes({});
    return { browser: cookieBrowser(), codes: recoveryCodes ?? [] };
  };

  it('lets a citizen in by a passkey alone', async () => {
    const { account, actor } = await openAccount(system, 'camille@exemple.fr');
    const device = authenticator();
    const { challenge } = await actor.readPasskeyOptions({});
    const made = device.create({ challenge, origin: system.address });
    const { factors, recoveryCodes } = await actor.addPasskey({ body: { name: 'Téléphone', passkey: made } });
    expect([factors.passkeys.length, recoveryCodes?.length]).toEqual([1, 10]);
    const browser = cookieBrowser();
    const site = siteSignIn(system.address, browser);
    const page = await site.begin();
    const handle = Buffer.from(account.id.replaceAll('-', ''), 'hex').toString('base64url');
    const used = device.get({ challenge: challengeOn(page.text), origin: system.address }, handle);
    const action = /action="([^"]+\/passkey)"/.exec(page.text)?.[1];
    const back = await site.send(page, { passkey: JSON.stringify(used) }, action);
    expect((await site.tokens(back))?.claims).toMatchObject({ sub: account.id, role: 'citizen', amr: ['pop', 'user', 'mfa'] });
  });

  it('changes no factor for a session that was left open', async () => {
    const { account } = await openAccount(system, 'amine@exemple.fr');
    const token = system.issuer.mint({ accountId: account.id, role: 'citizen', authenticatedFor: 3600 });
    const reply = await fetch(`${system.address}/api/account/factors/totp`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    expect([reply.status, reply.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer error="insufficient_user_authentication", max_age="600"',
    ]);
  });

  it('asks for nothing that the functions’ roles refuse', () => {
    expect(system.denied).toEqual([]);
  });
});
