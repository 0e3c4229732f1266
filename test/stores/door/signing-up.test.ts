import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashAddress } from '../../../functions/shared/address.ts';
import { typeset } from '../../../schemas/typography.ts';
import { PASSWORD, someone, standingDoor } from '../../doubles/standing-door.ts';

const { door, log } = standingDoor();

describe('signing up', () => {
  it('makes an account once the mailbox and the password have both shown who it is', async () => {
    const email = someone();
    const sent = await door().signUp(email, PASSWORD);
    expect([sent.statusCode, sent.headers['location']]).toEqual([303, '/api/identity/sign-up/sent']);
    await door().deliver({ twice: true });
    expect(door().posted.filter(({ to }) => to === email)).toHaveLength(1);
    const { token, purpose, subject } = door().letterTo(email);
    expect([purpose, subject]).toEqual(['activation', 'Activez votre compte Parvis']);

    // Looking at the link changes nothing, however often a mail scanner does.
    for (const _ of [1, 2]) expect((await door().follow('showActivationPage', token)).body).toContain('Activer mon compte');
    expect(await door().signIn(email, PASSWORD)).toEqual({ outcome: 'pending' });
    expect((await door().follow('activateAccount', token, { password: 'Autre-chose-1' })).statusCode).toBe(400);
    const activated = await door().follow('activateAccount', token, { password: PASSWORD });
    expect(activated.body).toContain('Votre compte est activé');

    expect(await door().signIn(email, PASSWORD)).toMatchObject({ outcome: 'accepted' });
    expect((await door().follow('activateAccount', token, { password: PASSWORD })).statusCode).toBe(404);
    expect((await door().follow('showActivationPage', token)).statusCode).toBe(404);
    const claim = await door().item('accounts', { pk: `email#${hashAddress(email)}` });
    const accountId = String(claim?.['accountId']);
    const account = await door().item('accounts', { pk: accountId });
    expect(account).toMatchObject({ email, role: 'citizen', status: 'active' });
    expect(await door().item('memberships', { pk: String(account?.['personalSpaceId']), sk: accountId })).toBeDefined();
    expect(await door().item('credentials', { pk: accountId, sk: 'terms' })).toMatchObject({ version: '2026-11-01' });
    expect(await door().item('pendings', { pk: `sign-up#${hashAddress(email)}` })).toBeUndefined();
    expect(await door().history(accountId as never)).toEqual(['account-activated']);
    expect((await door().deliver()).map(({ type }) => type)).toContain('account.opened');
  });

  it('says field by field what is missing, keeps what was typed, and never the password', async () => {
    const { statusCode, body } = await door().send('signUp', { email: 'camille', password: 'xyzzy' });
    expect(statusCode).toBe(400);
    for (const error of [
      'L’adresse électronique n’est pas valable.',
      typeset('Il manque au mot de passe : 8 caractères au moins, une lettre majuscule, un chiffre.'),
      'acceptez les conditions d’utilisation',
    ])
      expect(body).toContain(error);
    expect(body).toContain('value="camille"');
    expect(body).not.toContain('xyzzy');
    expect(body).toMatch(/<title>Erreur\s: Créer un compte – Parvis<\/title>/);
  });

  it.each([
    ['Password1', 'trop courant'],
    ['Azerty123', 'trop courant'],
    ['Dupont.Camille-33', 'ressemble à votre adresse'],
  ])('refuses the password %s', async (password, why) => {
    const { statusCode, body } = await door().send('signUp', {
      email: 'dupont.camille@exemple.fr',
      password,
      terms: 'on',
      ...(await door().work()),
    });
    expect(statusCode).toBe(400);
    expect(body).toContain(why);
  });

  it.each([
    'раypal@exemple.fr',
    'camille@exémple.fr',
    'ｃamille@exemple.fr',
    'camille@exemple.fr\r\nBcc: a@b.fr',
    'a@b.fr,c@d.fr',
    'camille@localhost',
  ])('refuses the address %j, which is none or only looks like another', async (email) => {
    const { statusCode } = await door().send('signUp', { email, password: PASSWORD, terms: 'on', ...(await door().work()) });
    expect(statusCode).toBe(400);
  });

  it('takes no proof twice, none that was made up, and none for nothing', async () => {
    const form = { password: PASSWORD, terms: 'on', ...(await door().work()) };
    expect((await door().send('signUp', { ...form, email: someone() })).statusCode).toBe(303);
    expect((await door().send('signUp', { ...form, email: someone() })).body).toContain('n’est plus valable');
    expect((await door().send('signUp', { ...form, email: someone(), altcha: 'AAAA' })).statusCode).toBe(400);
    expect((await door().send('signUp', { ...form, email: someone(), altcha: '' })).body).toContain('Montrez que vous n’êtes pas un robot');
  });

  it('works by a code without any script, once, and only with the right digits', async () => {
    const offer = async () => (await door().captcha.offer({ withCode: true })).code;
    const { openCode } = await import('../../../functions/identity/captcha/code-challenge.ts');
    const [good, bad] = [await offer(), await offer()];
    if (!good || !bad) throw new Error('no code');
    const code = openCode(door().keyring, good.challenge)?.code ?? '';
    const form = { password: PASSWORD, terms: 'on' };
    expect((await door().send('signUp', { ...form, email: someone(), challenge: bad.challenge, code: '000' })).statusCode).toBe(400);
    const right = openCode(door().keyring, bad.challenge)?.code ?? '';
    expect((await door().send('signUp', { ...form, email: someone(), challenge: bad.challenge, code: right })).statusCode).toBe(400);
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    expect((await door().send('signUp', { ...form, email: someone(), challenge: good.challenge, code: spaced })).statusCode).toBe(303);
    expect((await door().send('signUp', { ...form, email: someone(), challenge: good.challenge, code })).statusCode).toBe(400);
    const page = await door().ask({ route: 'GET /identity/sign-up', query: { code: '1' } });
    expect(page.body).toContain('<img src="data:image/png;base64,');
    expect(page.body).toContain('<audio controls');
    expect(page.headers['content-security-policy']).toContain("img-src data:; media-src data:; form-action 'self'");
  });

  it('of another site, or without its origin, is refused', async () => {
    const form = { email: someone(), password: PASSWORD, terms: 'on', ...(await door().work()) };
    const headers = { origin: 'https://ailleurs.exemple.fr', 'sec-fetch-site': 'cross-site' };
    expect((await door().send('signUp', form, { headers })).statusCode).toBe(403);
  });

  it('by a stranger with the address of somebody else gives the stranger nothing', async () => {
    const email = someone();
    await door().signUp(email, 'De-lautre-personne-1');
    await door().deliver();
    const { token } = door().letterTo(email);
    // The owner of the mailbox does not know the stranger's password, and so opens no account with it; they sign up themselves.
    expect((await door().follow('activateAccount', token, { password: PASSWORD })).statusCode).toBe(400);
    await door().signUp(email, PASSWORD);
    expect((await door().follow('activateAccount', token, { password: 'De-lautre-personne-1' })).statusCode).toBe(400);
    expect((await door().follow('activateAccount', token, { password: PASSWORD })).body).toContain('Votre compte est activé');
    expect(await door().signIn(email, 'De-lautre-personne-1')).toEqual({ outcome: 'refused' });
  });

  it('may be activated for a month by new letters, and is purged then', async () => {
    const email = someone();
    await door().signUp(email, PASSWORD);
    await door().deliver();
    const first = door().letterTo(email).token;
    door().wait(25);
    expect((await door().follow('activateAccount', first, { password: PASSWORD })).statusCode).toBe(404);
    expect((await door().send('askActivationMail', { email, ...(await door().work()) })).headers['location']).toBe(
      '/api/identity/sign-up/sent',
    );
    await door().deliver();
    expect(door().letterTo(email).token).not.toBe(first);
    await door().purge();
    expect(await door().item('pendings', { pk: `sign-up#${hashAddress(email)}` })).toBeDefined();
    door().wait(31 * 24);
    expect(await door().signIn(email, PASSWORD)).toEqual({ outcome: 'refused' });
    await door().purge();
    expect(await door().item('pendings', { pk: `sign-up#${hashAddress(email)}` })).toBeUndefined();
    const letters = door().posted.length;
    await door().send('askActivationMail', { email, ...(await door().work()) });
    await door().deliver();
    expect(door().posted).toHaveLength(letters);
  });

  it('gives one account to two activations at the same instant', async () => {
    const email = someone();
    await door().signUp(email, PASSWORD);
    await door().deliver();
    const { token } = door().letterTo(email);
    const pages = await Promise.all([1, 2].map(() => door().follow('activateAccount', token, { password: PASSWORD })));
    expect(pages.filter(({ body }) => body?.includes('Votre compte est activé'))).toHaveLength(1);
  });

  it('with what stands behind a plus makes an account of its own, and counts as one mailbox', async () => {
    const name = randomUUID();
    await door().citizen(`${name}@exemple.fr`, PASSWORD);
    await door().citizen(`${name}+parvis@exemple.fr`, 'Autre-mot-de-passe-8');
    expect(await door().signIn(`${name}@exemple.fr`, 'Autre-mot-de-passe-8')).toEqual({ outcome: 'refused' });
    await door().signUp(`${name}+2@exemple.fr`, PASSWORD);
    const { statusCode, body } = await door().signUp(`${name}+3@exemple.fr`, PASSWORD);
    expect(statusCode).toBe(429);
    expect(body).toContain('réessayez dans');
  });

  it('writes no address, password or token to the log or into events', async () => {
    const email = someone();
    await door().citizen(email, PASSWORD);
    const { Items: events } = { Items: await door().deliver() };
    const { token } = door().letterTo(email);
    const told = log().text() + JSON.stringify(events);
    for (const secret of [email, PASSWORD, token]) expect(told).not.toContain(secret);
  });
});
