import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicKeys } from '../../../functions/identity/federation/decryption-keys.ts';
import {
  closed,
  comesBack,
  type Forgery,
  newFlow,
  opened,
  refusal,
  services,
  signedByAnother,
  signedBySecret,
  signedByThem,
  unsigned,
  withClaims,
} from '../../doubles/forgeries.ts';
import { CLIENT_SECRET, startLookAlike } from '../../doubles/look-alike-server.ts';
import { encryptionKeyring, partyOf, tampering } from '../../doubles/relying-parties.ts';

describe.each(services)('an answer in the name of $name', ({ lookAlike, person, another }) => {
  let service: Awaited<ReturnType<typeof startLookAlike>>;
  beforeAll(async () => {
    service = await startLookAlike(lookAlike, () => publicKeys(encryptionKeyring));
  });
  afterAll(() => service.stop());

  const party = (changes = {}) => partyOf(lookAlike, service, changes);
  const comeBack = (flow: ReturnType<typeof newFlow>, who = person) => comesBack(lookAlike, service, flow, who);
  /** What one service encrypts the other only signs. */
  const [read, sealed] = lookAlike.settings.encrypts ? [opened, closed] : [async (text: string) => text, async (text: string) => text];

  const forging = (path: '/token' | '/userinfo', forge: Forgery) =>
    party({
      fetch: tampering(path, async (text, { status, headers }) => {
        if (path === '/userinfo') return new Response(await sealed(await forge(await read(text))), { status, headers });
        const tokens = JSON.parse(text) as { id_token: string };
        return Response.json({ ...tokens, id_token: await sealed(await forge(await read(tokens.id_token))) });
      }),
    });

  test.each<[string, '/token' | '/userinfo', Forgery]>([
    ['an id token that was changed', '/token', (jws) => withClaims(jws, { sub: 'somebody' })],
    ['an id token of another audience', '/token', (jws) => withClaims(jws, { aud: 'other' })],
    ['an id token that has expired', '/token', (jws) => withClaims(jws, { exp: 1 })],
    ['an id token that another key signed', '/token', signedByAnother],
    ['an id token that nobody signed', '/token', unsigned],
    ['an id token signed with our own secret', '/token', signedBySecret(CLIENT_SECRET)],
    ['user information that was changed', '/userinfo', (jws) => withClaims(jws, { family_name: 'FORGÉ' })],
    ['user information that another key signed', '/userinfo', signedByAnother],
    ['user information that nobody signed', '/userinfo', unsigned],
    ['user information signed with our own secret', '/userinfo', signedBySecret(CLIENT_SECRET)],
    ['user information of somebody else', '/userinfo', (jws) => withClaims(jws, { sub: 'somebody' })],
  ])('is not believed with %s, encrypted or not', async (_what, path, forge) => {
    const flow = newFlow();
    expect(await refusal(forging(path, forge).redeem(await comeBack(flow), flow))).toBe('not-believed');
  });

  const now = () => Math.floor(Date.now() / 1000);
  test.each<[string, '/token' | '/userinfo', () => object]>([
    ['has expired', '/token', () => ({ iat: now() - 3600, exp: now() - 600 })],
    ['never ends', '/token', () => ({ exp: undefined })],
    ['says not when it was made', '/token', () => ({ iat: undefined })],
    ['is for another service', '/token', () => ({ aud: 'another-service' })],
    [
      'is for us and for another service that asked',
      '/token',
      () => ({ aud: [lookAlike.client.id, 'another-service'], azp: 'another-service' }),
    ],
    ['is of another issuer', '/token', () => ({ iss: 'https://ailleurs.exemple.fr/api/v2' })],
    ['answers another request', '/token', () => ({ nonce: 'n'.repeat(43) })],
    ['answers no request', '/token', () => ({ nonce: undefined })],
    ['is of nobody', '/token', () => ({ sub: undefined })],
    ['is of a lower level', '/token', () => ({ acr: 'eidas0' })],
    ['is of no level', '/token', () => ({ acr: undefined })],
    ['is user information for another service', '/userinfo', () => ({ aud: 'another-service' })],
    ['is user information of another issuer', '/userinfo', () => ({ iss: 'https://ailleurs.exemple.fr/api/v2' })],
    ['is user information of another person', '/userinfo', () => ({ sub: `${'0'.repeat(64)}v1` })],
    ['is user information that has expired', '/userinfo', () => ({ exp: now() - 600 })],
  ])('is not believed, though the service itself signed it, when it %s', async (_what, path, claims) => {
    const flow = newFlow();
    const came = await comeBack(flow);
    const forged = forging(path, (jws) => signedByThem(service.signingKey(), claims())(jws));
    expect(await refusal(forged.redeem(came, flow))).toBe('not-believed');
  });

  test('is believed when the service signed it and nothing of it was changed: what is refused above is refused for what it says', async () => {
    for (const path of ['/token', '/userinfo'] as const) {
      const flow = newFlow();
      const same = forging(path, (jws) => signedByThem(service.signingKey(), {})(jws));
      expect(await refusal(same.redeem(await comeBack(flow), flow))).toBe('believed');
    }
  });

  test('is not believed with user information of another person, though the service signed it', async () => {
    const other = newFlow();
    let theirs = '';
    const listening = party({ fetch: tampering('/userinfo', (text, { headers }) => new Response((theirs = text), { headers })) });
    await listening.redeem(await comeBack(other, another), other);
    const flow = newFlow();
    const mixed = party({ fetch: tampering('/userinfo', (_text, { headers }) => new Response(theirs, { headers })) });
    expect(await refusal(mixed.redeem(await comeBack(flow), flow))).toBe('not-believed');
  });

  test('is not believed with plain user information', async () => {
    const flow = newFlow();
    const plain = party({ fetch: tampering('/userinfo', async (text) => Response.json(decodeJwt(await read(text)))) });
    expect(await refusal(plain.redeem(await comeBack(flow), flow))).toBe('not-believed');
  });
});
