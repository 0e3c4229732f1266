import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicKeys } from '../../../functions/identity/federation/decryption-keys.ts';
import { keyringOf } from '../../../functions/shared/keyring.ts';
import { franceConnect } from '../../../local/look-alikes/franceconnect.ts';
import { proConnect } from '../../../local/look-alikes/proconnect.ts';
import { cookieBrowser } from '../../doubles/cookie-browser.ts';
import { comesBack, newFlow, opened, refusal } from '../../doubles/forgeries.ts';
import { CLIENT_SECRET, chooseThere, startLookAlike } from '../../doubles/look-alike-server.ts';
import { encryptionKeyring, partyOf, tampering } from '../../doubles/relying-parties.ts';

describe('FranceConnect, spoken with', () => {
  let service: Awaited<ReturnType<typeof startLookAlike>>;
  beforeAll(async () => {
    service = await startLookAlike(franceConnect, () => publicKeys(encryptionKeyring));
  });
  afterAll(() => service.stop());

  const party = (changes = {}) => partyOf(franceConnect, service, changes);
  const comeBack = (flow: ReturnType<typeof newFlow>, person = 'camille-martin') => comesBack(franceConnect, service, flow, person);

  test('asks for the level, the identity and nothing that is refused', async () => {
    const flow = newFlow();
    const { searchParams } = await party().authorization(flow);
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: 'parvis',
      response_type: 'code',
      redirect_uri: service.address + franceConnect.client.callback,
      scope: 'openid identite_pivot preferred_username email',
      acr_values: 'eidas1',
      ...flow,
    });
  });

  test('believes an answer that is signed, encrypted and in time', async () => {
    const flow = newFlow();
    const arrival = await party().redeem(await comeBack(flow), flow);
    expect(arrival).toMatchObject({ level: 'eidas1', means: [], claims: { family_name: 'MARTIN', birthdate: '1986-08-24' } });
    expect(arrival.subject).toMatch(/^[0-9a-f]{64}v1$/);
    expect(arrival.idToken.split('.')).toHaveLength(3);
  });

  test('takes an answer that is signed and not encrypted: FranceConnect decides by our registration', async () => {
    const flow = newFlow();
    const plain = party({
      fetch: tampering('/userinfo', async (text, { headers }) => new Response(await opened(text), { headers })),
    });
    expect((await plain.redeem(await comeBack(flow), flow)).claims['family_name']).toBe('MARTIN');
  });

  test('opens what was encrypted for the key of before, and nothing that was encrypted for another', async () => {
    const flow = newFlow();
    const turned = keyringWith({
      k1: 'the text of a secret that is long enough for all',
      k2: 'the text of the next secret, as long as that',
    });
    expect((await party({ readKeyring: async () => turned }).redeem(await comeBack(flow), flow)).level).toBe('eidas1');
    const foreign = keyringWith({ k1: 'the text of another secret that is long enough too' });
    const next = newFlow();
    expect(await refusal(party({ readKeyring: async () => foreign }).redeem(await comeBack(next), next))).toBe('not-believed');
  });

  test('asks for the secret again when it was changed, and loses nobody', async () => {
    const secrets = ['the secret of yesterday, of more than 32 characters'];
    const flow = newFlow();
    const patient = party({
      readSecret: async () => secrets.shift() ?? CLIENT_SECRET,
    });
    expect((await patient.redeem(await comeBack(flow), flow)).level).toBe('eidas1');
  });

  test('tells somebody who gave up from a service that does not answer', async () => {
    const flow = newFlow();
    const { location } = await chooseThere(cookieBrowser(), await party().authorization(flow), { way: 'cancel' });
    expect(await refusal(party().redeem(location ?? new URL('about:blank'), flow))).toBe('given-up');
    const down = () => Promise.reject(new TypeError('fetch failed'));
    expect(await refusal(party({ fetch: down }).authorization(flow))).toBe('unavailable');
    const ill = async () => new Response('', { status: 503 });
    expect(await refusal(party({ fetch: ill }).authorization(flow))).toBe('unavailable');
    const tired = party({ fetch: tampering('/token', () => new Response('', { status: 502 })) });
    expect(await refusal(tired.redeem(await comeBack(flow), flow))).toBe('unavailable');
  });

  test('asks again after a failure, and not before every person', async () => {
    let asked = 0;
    let ill = true;
    const mending = party({
      fetch: (address: string, options: object) => {
        asked += 1;
        return ill ? Promise.reject(new TypeError('fetch failed')) : fetch(address, options);
      },
    });
    expect(await refusal(mending.authorization(newFlow()))).toBe('unavailable');
    ill = false;
    for (const _ of [1, 2, 3]) await mending.authorization(newFlow());
    expect(asked).toBe(2);
  });

  test('keeps our own failure apart: a secret that cannot be read is no answer of anybody', async () => {
    const broken = party({ readSecret: () => Promise.reject(new Error('AccessDenied')) });
    await expect(broken.authorization(newFlow())).rejects.toThrow('AccessDenied');
  });

  test('ends the session there, with the token that it wants', async () => {
    const flow = newFlow();
    const { idToken } = await party().redeem(await comeBack(flow), flow);
    const { searchParams } = await party().departure(idToken, flow.state);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      id_token_hint: idToken,
      post_logout_redirect_uri: service.address + franceConnect.client.departed,
      state: flow.state,
    });
  });
});

describe('ProConnect, spoken with', () => {
  let service: Awaited<ReturnType<typeof startLookAlike>>;
  beforeAll(async () => {
    service = await startLookAlike(proConnect);
  });
  afterAll(() => service.stop());

  test.each([
    ['eidas1-mfa', ['pwd', 'totp', 'mfa']],
    ['eidas1', ['pwd']],
  ])('tells whether a second factor was shown there: %s', async (way, means) => {
    const party = partyOf(proConnect, service);
    const flow = newFlow();
    const { location } = await chooseThere(cookieBrowser(), await party.authorization(flow), { person: 'nadia-petit', way });
    const arrival = await party.redeem(location ?? new URL('about:blank'), flow);
    expect(arrival).toMatchObject({ level: way, means, claims: { email: 'nadia.petit@exemple.fr', usual_name: 'Petit' } });
  });
});

const keyringWith = (keys: Record<string, string>) => keyringOf(JSON.stringify(keys), 'parvis encrypted identity 1');
