import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../../local/acting.ts';
import type { System } from '../../../local/system.ts';
import { routes } from '../../../schemas/routes/index.ts';
import { client } from '../../../web/client.ts';
import { cookieBrowser } from '../../doubles/cookie-browser.ts';
import { doorVisitor } from '../../doubles/door-visitor.ts';
import { type SiteVisitor, siteVisitor, type Tokens } from '../../doubles/site-visitor.ts';
import { startTestSystem } from '../start.ts';

const [EMAIL, NEXT] = ['camille.martin@exemple.fr', 'camille.ailleurs@exemple.fr'];
const [FIRST, SECOND, THIRD] = ['Vert-pomme-42', 'Rouge-cerise-17', 'Jaune-citron-39'];
const LAST = 'Bleu-myrtille-5';

/** One life at the door, each step from where the one before has left it. */
describe('a citizen at the door', () => {
  let system: System;
  let door: ReturnType<typeof doorVisitor>;
  beforeAll(async () => {
    system = await startTestSystem({ testIssuer: false });
    door = doorVisitor(system);
  });
  afterAll(() => system.stop());

  const api = (token: string) => client(routes, { base: `${system.address}/api`, token: () => token });
  const signIn = (email: string, password: string) => siteVisitor(system.address).signIn(email, password);
  const told = async (email: string, password: string): Promise<string> => {
    const visitor = siteVisitor(system.address);
    const page = await visitor.type(await visitor.ask(), email, password);
    return page.location ? 'signed in' : page.text;
  };
  const subjects = () => system.mailbox.messages({ to: EMAIL }).map(({ subject }) => subject);
  /** Waits until so many sessions are left; then what the others held must be worth nothing. */
  const isOut = async (visitor: SiteVisitor, { access_token, refresh_token }: Tokens, left = 0): Promise<void> => {
    await waitFor('the end of sessions', async () => (await api(access_token).listSessions()).items.length === left);
    expect((await visitor.refresh(refresh_token)).status).toBe(400);
    expect((await visitor.ask({ prompt: 'none' })).location?.searchParams.get('error')).toBe('login_required');
  };

  it('signs up, is told to activate first, has the letter sent again, activates and signs in', async () => {
    const sent = await door.fillIn('sign-up', { email: EMAIL, password: FIRST, terms: 'on' });
    expect([sent.status, sent.address.pathname]).toEqual([200, '/api/identity/sign-up/sent']);
    const first = await door.linkTo(EMAIL, 'activation');
    expect(await told(EMAIL, FIRST)).toContain('Votre compte n’est pas encore activé.');
    expect(await told(EMAIL, SECOND)).toContain('n’est pas le bon');

    await door.fillIn('activation', { email: EMAIL });
    const again = await door.linkTo(EMAIL, 'activation');
    expect(again).not.toBe(first);
    expect((await door.confirm(again, { password: SECOND })).status).toBe(400);
    expect((await door.confirm(again, { password: FIRST })).text).toContain('Votre compte est activé');
    for (const used of [again, first]) expect((await door.confirm(used, { password: FIRST })).status).toBe(404);
    const { access_token } = await signIn(EMAIL, FIRST);
    expect((await api(access_token).readMyAccount()).email).toBe(EMAIL);
  });

  it('has forgotten the password, chooses another, and who came in by the old one is out', async () => {
    const before = siteVisitor(system.address);
    const tokens = await before.signIn(EMAIL, FIRST);
    expect((await door.fillIn('password', { email: EMAIL })).address.pathname).toBe('/api/identity/password/sent');
    const link = await door.linkTo(EMAIL, 'password');
    expect((await door.confirm(link, { password: 'Azerty123' })).status).toBe(400);
    expect((await door.confirm(link, { password: SECOND })).text).toContain('Votre mot de passe est enregistré');
    expect((await door.confirm(link, { password: THIRD })).status).toBe(404);
    await isOut(before, tokens);
    expect(await told(EMAIL, FIRST)).toContain('n’est pas le bon');
    await signIn(EMAIL, SECOND);
    await waitFor('the warning', async () => subjects().includes('Votre mot de passe a été changé'));
  });

  it('changes the password: this session goes on, the others end', async () => {
    const [here, there] = [siteVisitor(system.address), siteVisitor(system.address)];
    const elsewhere = await there.signIn(EMAIL, SECOND);
    const { access_token, refresh_token } = await here.signIn(EMAIL, SECOND);
    await expect(api(access_token).changePassword({ body: { current: FIRST, next: THIRD } })).rejects.toThrow();
    await api(access_token).changePassword({ body: { current: SECOND, next: THIRD } });
    await isOut(there, elsewhere, 1);
    expect((await here.refresh(refresh_token)).status).toBe(200);
    expect(await told(EMAIL, SECOND)).toContain('n’est pas le bon');
  });

  it('changes the address by the new mailbox, and takes it back by the old one, which ends all that was', async () => {
    const before = siteVisitor(system.address);
    const tokens = await before.signIn(EMAIL, THIRD);
    const { access_token } = tokens;
    await expect(api(access_token).askAddressChange({ body: { email: NEXT, password: FIRST } })).rejects.toThrow();
    await api(access_token).askAddressChange({ body: { email: NEXT, password: THIRD } });
    const link = await door.linkTo(NEXT, 'address');
    // Without the proof nothing changes: not by looking at the link, nor with a link that was made up or that is for something else.
    for (const wrong of [link.replace(/.{43}$/, 'x'.repeat(43)), link.replace('/address/', '/address-undo/')])
      expect((await cookieBrowser().open(wrong, { form: {} })).status).toBe(404);
    expect((await cookieBrowser().open(link)).text).toContain('Confirmer cette adresse');
    expect(await told(NEXT, THIRD)).toContain('n’est pas le bon');
    expect((await api(access_token).readMyAccount()).email).toBe(EMAIL);
    expect((await door.confirm(link)).text).toContain('Votre adresse est changée');
    expect(await told(EMAIL, THIRD)).toContain('n’est pas le bon');
    await signIn(NEXT, THIRD);

    const undo = await door.linkTo(EMAIL, 'address-undo');
    expect((await door.confirm(undo)).text).toContain('Votre ancienne adresse est rétablie');
    await isOut(before, tokens);
    for (const email of [EMAIL, NEXT]) expect(await told(email, THIRD)).toContain('n’est pas le bon');
    await door.confirm(await door.linkTo(EMAIL, 'password'), { password: LAST });
    const back = await signIn(EMAIL, LAST);
    expect((await api(back.access_token).readMyAccount()).email).toBe(EMAIL);
  });

  it('asks for nothing that the functions’ roles refuse', () => {
    expect(system.denied).toEqual([]);
  });
});
