import { describe, expect, it } from 'vitest';
import { SITE_CLIENT } from '../../../schemas/client.ts';
import { aPartner, register } from '../../doubles/partner-services.ts';
import { type SiteVisitor, siteVisitor } from '../../doubles/site-visitor.ts';
import { standingProvider } from '../../doubles/standing-provider.ts';

const ELSEWHERE = 'https://ailleurs.exemple.fr/';

/** Addresses that somebody might take for the registered one. */
const tricks: [string, (registered: string) => string][] = [
  ['another site', () => ELSEWHERE],
  ['an address of another client', () => 'https://mediatheque.exemple.fr/retour'],
  ['more behind it', (to) => `${to}.ailleurs.fr`],
  ['a path below it', (to) => `${to}/suite`],
  ['a way up and down again', (to) => to.replace(/[^/]*$/, 'x/../$&')],
  ['a way up', (to) => `${to}/../ailleurs`],
  ['a way up in disguise', (to) => `${to}/%2e%2e/ailleurs`],
  ['a letter in disguise', (to) => to.replace(/o(?=[^/]*$)/, '%6f')],
  ['a query', (to) => `${to}?a=1`],
  ['a fragment', (to) => `${to}#a`],
  ['a slash at its end', (to) => `${to}/`],
  ['another port', (to) => to.replace(/:\d+\//, ':81/')],
  ['no port', (to) => to.replace(/:\d+\//, '/')],
  ['another scheme', (to) => to.replace('http:', 'https:')],
  ['capitals', (to) => to.toUpperCase()],
  ['a name before the host', (to) => to.replace('//', '//camille@')],
  ['the host in the place of a name', (to) => `${to.replace(/(:\/\/[^/]*).*/, '$1')}@ailleurs.exemple.fr/mon-espace.html`],
  ['a backslash', (to) => to.replace(/(:\/\/[^/]*)\//, '$1\\@ailleurs.exemple.fr/')],
  ['a space before it', (to) => ` ${to}`],
  ['a line after it', (to) => `${to}\r\nset-cookie: a=b`],
  ['a script', () => 'javascript:alert(1)'],
  ['data', () => 'data:text/html,x'],
  ['half an address', () => '/mon-espace.html'],
  ['nothing', () => ''],
];

describe('where the provider sends people', () => {
  const { desk, camille } = standingProvider();
  const signedOutTo = () => desk().address + SITE_CLIENT.signedOutTo;

  it.each(tricks)('is nowhere for a sign-in with %s: people are told here, and the code goes to nobody', async (_what, trick) => {
    const redirect_uri = trick(`${desk().address}/mon-espace.html`);
    const page = await camille().visitor.ask({ redirect_uri });
    expect([page.status, page.location]).toEqual([400, undefined]);
    expect(page.text).toContain('Connexion impossible');
    expect(page.text).not.toContain('ailleurs');
  });

  it('is nowhere when two addresses are named, or a client that nobody registered', async () => {
    const address = (extra: string) => `${desk().issuer}/auth?client_id=site&response_type=code&scope=openid${extra}`;
    const registered = encodeURIComponent(`${desk().address}/mon-espace.html`);
    const both = `&redirect_uri=${registered}&redirect_uri=${encodeURIComponent(ELSEWHERE)}`;
    for (const asked of [address(both), address(`&redirect_uri=${registered}`).replace('client_id=site', 'client_id=inconnu')]) {
      const page = await camille().visitor.browser.open(asked);
      expect([page.status, page.location]).toEqual([400, undefined]);
    }
  });

  it('is the page that says so and nowhere else after a sign-out with any such address', async () => {
    const partner = await register(
      (await desk().signedIn('administrator')).actor,
      aPartner({ signedOutTo: ['https://mediatheque.exemple.fr/'] }),
    );
    const { tokens } = camille();
    for (const [, trick] of tricks) {
      const post_logout_redirect_uri = trick(signedOutTo());
      if (post_logout_redirect_uri === signedOutTo()) continue;
      for (const who of [{ id_token_hint: tokens.id_token }, { client_id: 'site' }, { client_id: partner.id }, {}]) {
        const query = new URLSearchParams([...Object.entries(who), ['post_logout_redirect_uri', post_logout_redirect_uri]]);
        const page = await camille().visitor.browser.open(`${desk().issuer}/session/end?${query}`);
        expect(page.location).toBeUndefined();
        expect(page.text).not.toContain('ailleurs');
      }
    }
  });

  describe('to sign out', () => {
    const end = () => `${desk().issuer}/session/end`;
    const foreign = { origin: ELSEWHERE.slice(0, -1), 'sec-fetch-site': 'cross-site' };
    const xsrfOn = (text: string) => /name="xsrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const isIn = async (visitor: SiteVisitor) => visitor.codeOf(await visitor.ask({ prompt: 'none' })) !== '';
    const home = () => ({ post_logout_redirect_uri: signedOutTo(), state: 'bye' });

    it.each([
      ['with the token of who is signed in', (hint: string) => ({ id_token_hint: hint })],
      ['with the name of the client', () => ({ client_id: 'site' })],
      ['with both', (hint: string) => ({ id_token_hint: hint, client_id: 'site' })],
    ])('%s: asks, and says that it is done with the state of the request', async (_how, who) => {
      const { visitor, tokens } = await desk().signedIn();
      const page = await visitor.browser.open(`${end()}?${new URLSearchParams({ ...home(), ...who(tokens.id_token) })}`);
      expect([page.status, page.location]).toEqual([200, undefined]);
      const { location } = await visitor.browser.open(`${end()}/confirm`, { form: { xsrf: xsrfOn(page.text), logout: 'yes' } });
      expect(location?.href).toBe(`${signedOutTo()}?state=bye`);
      expect(await isIn(visitor)).toBe(false);
      expect((await visitor.refresh(tokens.refresh_token)).status).toBe(400);
    });

    it('with nothing: asks, and says that it is done', async () => {
      const { visitor } = await desk().signedIn();
      const page = await visitor.browser.open(`${end()}?${new URLSearchParams(home())}`);
      const form = { xsrf: xsrfOn(page.text), logout: 'yes' };
      const { location } = await visitor.browser.open(`${end()}/confirm`, { form });
      const done = await visitor.browser.follow(location ?? '');
      expect([done.address.pathname, done.text]).toEqual(['/api/identity/signed-out', expect.stringContaining('Vous êtes déconnecté')]);
      expect(await isIn(visitor)).toBe(false);
    });

    describe('from a service that wants somebody back', () => {
      const goodbye = 'https://mediatheque.exemple.fr/au-revoir';
      const question = async (state: string) => {
        const [{ visitor }, { actor }] = await Promise.all([desk().signedIn(), desk().signedIn('administrator')]);
        const { id } = await register(actor, aPartner({ signedOutTo: [goodbye] }));
        const query = new URLSearchParams({ client_id: id, post_logout_redirect_uri: goodbye, state });
        const page = await visitor.browser.open(`${end()}?${query}`);
        const answer = (logout: string) => visitor.browser.open(`${end()}/confirm`, { form: { xsrf: xsrfOn(page.text), logout } });
        return { visitor, page, answer };
      };

      it('asks by a form that may lead there, and offers to leave nobody who was not there', async () => {
        const { page, answer } = await question('bye');
        expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://mediatheque.exemple.fr;");
        expect(page.text).not.toMatch(/aussi|FranceConnect|ProConnect/);
        expect((await answer('yes')).location?.href).toBe(`${goodbye}?state=bye`);
      });

      it('goes by the page that offers to leave others too, and on from there; the next sign-out forgets where to', async () => {
        const { visitor, answer } = await question('bye');
        const { location, text } = await answer('elsewhere');
        expect([location?.href, text]).toEqual([signedOutTo(), '']);
        expect(await isIn(visitor)).toBe(false);
        expect((await visitor.browser.open(signedOutTo())).text).toContain(`href="${goodbye}?state=bye"`);
        expect((await siteVisitor(desk().address).browser.open(signedOutTo())).text).not.toContain(goodbye);
        expect(visitor.browser.cookies()).toContain('parvis-onward');
        const anew = await visitor.browser.open(end());
        expect(anew.location?.pathname).toBe('/api/identity/session/end/success');
      });

      it('leads back at once with a state that is too long to be kept', async () => {
        const state = 's'.repeat(2000);
        const { answer } = await question(state);
        expect((await answer('elsewhere')).location?.href).toBe(`${goodbye}?state=${state}`);
      });
    });

    it('with the token of somebody else, or for another client than it is of: is refused or asks, and nobody is out', async () => {
      const other = await desk().signedIn();
      const hints = [{ id_token_hint: 'x.y.z' }, { id_token_hint: other.tokens.id_token, client_id: 'inconnu' }];
      for (const hint of hints)
        expect((await camille().visitor.browser.open(`${end()}?${new URLSearchParams(Object.entries(hint))}`)).status).toBe(400);
      const page = await camille().visitor.browser.open(`${end()}?${new URLSearchParams({ id_token_hint: other.tokens.id_token })}`);
      expect(page.text).toContain('Me déconnecter');
      for (const { visitor } of [camille(), other]) expect(await isIn(visitor)).toBe(true);
    });

    it('is not done without the button, nor by a form of another site, nor by one that was made up', async () => {
      const { visitor, tokens } = await desk().signedIn();
      const hint = { ...home(), id_token_hint: tokens.id_token };
      const page = await visitor.browser.open(`${end()}?${new URLSearchParams(hint)}`);
      const xsrf = xsrfOn(page.text);
      const sent = async (to: string, form: Record<string, string>, headers = {}) =>
        (await visitor.browser.open(to, { form, headers })).status;
      expect(await sent(`${end()}/confirm`, { xsrf })).toBe(400);
      expect(await sent(`${end()}/confirm`, { logout: 'yes' }, foreign)).toBe(400);
      expect(await sent(`${end()}/confirm`, { xsrf: 'x'.repeat(48), logout: 'yes' }, foreign)).toBe(400);
      expect(await sent(end(), hint, foreign)).toBe(200);
      expect(await isIn(visitor)).toBe(true);
      expect((await visitor.refresh(tokens.refresh_token)).status).toBe(200);
      const stranger = siteVisitor(desk().address);
      await stranger.browser.open(end());
      expect((await stranger.browser.open(`${end()}/confirm`, { form: { xsrf, logout: 'yes' } })).status).toBe(400);
      expect(await isIn(visitor)).toBe(true);
    });
  });
});
