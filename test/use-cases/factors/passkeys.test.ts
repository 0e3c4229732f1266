import { describe, expect, it } from 'vitest';
import { addPasskey } from '../../../functions/identity/factors/account/add-passkey.ts';
import { readPasskeyOptions } from '../../../functions/identity/factors/account/read-passkey-options.ts';
import { removePasskey } from '../../../functions/identity/factors/account/remove-passkey.ts';
import { renamePasskey } from '../../../functions/identity/factors/account/rename-passkey.ts';
import { accountOfHandle, passkeyIdOf } from '../../../functions/identity/factors/passkey-ceremonies.ts';
import type { PasskeyId } from '../../../schemas/factor.ts';
import { type Asked, authenticator } from '../../doubles/authenticator.ts';
import { factorDesk, SITE } from '../../doubles/factor-desk.ts';

const given = (role: 'citizen' | 'agent' = 'citizen') => {
  const desk = factorDesk(role);
  const { dependencies, context, ceremonies, factors, accountId } = desk;
  const add = addPasskey(dependencies);
  return {
    ...desk,
    options: () => readPasskeyOptions(dependencies)({}, { ...context, trail: undefined }),
    add: (passkey: Parameters<typeof add>[0]['body']['passkey'], name = 'Téléphone') => add({ body: { name, passkey } }, context),
    rename: (passkeyId: PasskeyId, name: string) => renamePasskey(dependencies)({ params: { passkeyId }, body: { name } }, context),
    remove: (passkeyId: PasskeyId) => removePasskey(dependencies)({ params: { passkeyId } }, context),
    /** What the browser is given at a sign-in. */
    asked: async (interaction: string) => (await ceremonies.signIn(interaction, (await factors.find(accountId)).passkeys)).challenge,
  };
};
const only = async ({ factors, accountId }: ReturnType<typeof given>) => {
  const [passkey] = (await factors.find(accountId)).passkeys;
  if (!passkey) throw new Error('no passkey');
  return passkey;
};

describe('a passkey that is made', () => {
  it('is of this site, for this account, and of none that the device has already', async () => {
    const scene = given();
    const options = await scene.options();
    expect(options).toMatchObject({
      rp: { id: 'parvis.exemple', name: 'Parvis' },
      user: { name: 'camille@exemple.fr' },
      attestation: 'none',
      excludeCredentials: [],
    });
    expect(accountOfHandle((options['user'] as { id: string }).id)).toBe(scene.accountId);
    await scene.withPasskey();
    expect((await scene.options())['excludeCredentials']).toMatchObject([{ id: (await only(scene)).credentialId }]);
  });

  it('is the person’s, by the name that they gave, with recovery codes if it is their first factor', async () => {
    const scene = given();
    const { challenge } = await scene.options();
    const { factors, recoveryCodes } = await scene.add(authenticator().create({ challenge, origin: SITE }), 'Clé bleue');
    expect(factors.passkeys).toMatchObject([{ name: 'Clé bleue', lastUsedAt: null, synced: false }]);
    expect(recoveryCodes).toHaveLength(10);
    expect((await scene.withPasskey('Autre')).recoveryCodes).toBeNull();
    expect(scene.news()).toEqual(['passkey-added', 'recovery-codes-made', 'passkey-added']);
  });

  const refused: [string, (scene: ReturnType<typeof given>, asked: Asked) => Promise<Asked> | Asked][] = [
    ['made at another site', (_scene, asked) => ({ ...asked, origin: 'https://parvis.exemple.org' })],
    ['of another site', (_scene, asked) => ({ ...asked, rpId: 'exemple' })],
    ['for a challenge that we did not make', (_scene, asked) => ({ ...asked, challenge: 'bW9uIGTDqWZp' })],
    ['for the challenge of somebody else', async (_scene, asked) => ({ ...asked, challenge: (await given().options())['challenge'] })],
    ['for the challenge of a sign-in', async (scene, asked) => ({ ...asked, challenge: await scene.asked('one') })],
    [
      'more than five minutes later',
      (scene, asked) => {
        scene.wait(301);
        return asked;
      },
    ],
    ['for no challenge', (_scene, asked) => ({ ...asked, challenge: undefined })],
  ];
  it.each(refused)('is refused %s', async (_how, lie) => {
    const scene = given();
    const { challenge } = await scene.options();
    const answer = authenticator().create(await lie(scene, { challenge, origin: SITE }));
    await expect(scene.add(answer)).rejects.toMatchObject({ kind: 'passkey-refused' });
    expect((await scene.factors.find(scene.accountId)).passkeys).toEqual([]);
  });

  it('is refused when what it answers is no answer at all', async () => {
    const scene = given();
    const { challenge } = await scene.options();
    const answer = authenticator().create({ challenge, origin: SITE });
    for (const response of [
      { ...answer.response, attestationObject: 'AAAA' },
      { ...answer.response, clientDataJSON: 'AAAA' },
      { ...answer.response, attestationObject: answer.response.attestationObject.slice(0, -20) },
    ])
      await expect(scene.add({ ...answer, response })).rejects.toMatchObject({ kind: 'passkey-refused' });
  });

  it('is taken once: the same answer a second time is refused', async () => {
    const scene = given();
    const { challenge } = await scene.options();
    const answer = authenticator().create({ challenge, origin: SITE });
    await scene.add(answer);
    await expect(scene.add(answer)).rejects.toMatchObject({ kind: 'passkey-refused' });
  });

  it('is one of ten at most', async () => {
    const scene = given();
    for (let n = 0; n < 10; n++) await scene.withPasskey(`Clé ${n}`);
    const { challenge } = await scene.options();
    await expect(scene.add(authenticator().create({ challenge, origin: SITE }))).rejects.toMatchObject({ kind: 'too-many-passkeys' });
  });
});

describe('a passkey that is used', () => {
  const at = async (scene: ReturnType<typeof given>, device: ReturnType<typeof authenticator>, over: Partial<Asked> = {}) => {
    const asked = { challenge: await scene.asked('one'), origin: SITE, ...over };
    return scene.show({ passkey: device.get(asked), interaction: 'one' });
  };

  it.each([
    [true, 'verified-passkey'],
    [false, 'passkey'],
  ])('says whether it made sure of its owner: %s', async (userVerified, proof) => {
    const scene = given();
    const { device } = await scene.withPasskey();
    expect(await at(scene, device, { userVerified })).toBe(proof);
    expect((await only(scene)).lastUsedAt).toBe(scene.now().toISOString());
  });

  it.each<[string, Partial<Asked>]>([
    ['at another site', { origin: 'https://parvis.exemple.org', rpId: 'parvis.exemple' }],
    ['of another site', { rpId: 'exemple' }],
    ['for a challenge of our own making by hand', { challenge: 'bW9uIGTDqWZp' }],
  ])('is no proof %s', async (_how, lie) => {
    const scene = given();
    const { device } = await scene.withPasskey();
    expect(await at(scene, device, lie)).toBeUndefined();
  });

  it('is no proof for another sign-in, a second time, late, or from somebody else’s device', async () => {
    const scene = given();
    const { device } = await scene.withPasskey();
    const challenge = await scene.asked('one');
    const answer = device.get({ challenge, origin: SITE });
    expect(await scene.show({ passkey: answer, interaction: 'two' })).toBeUndefined();
    expect(await at(scene, authenticator())).toBeUndefined();
    expect(await scene.show({ passkey: answer, interaction: 'one' })).toBe('verified-passkey');
    expect(await scene.show({ passkey: answer, interaction: 'one' })).toBeUndefined();
    const late = await scene.asked('one');
    scene.wait(301);
    expect(await scene.show({ passkey: device.get({ challenge: late, origin: SITE }), interaction: 'one' })).toBeUndefined();
  });

  it('is no proof when another key signed in its name', async () => {
    const scene = given();
    const { device } = await scene.withPasskey();
    const asked = { challenge: await scene.asked('one'), origin: SITE };
    const { response } = authenticator().get(asked);
    expect(await scene.show({ passkey: { ...device.get(asked), response }, interaction: 'one' })).toBeUndefined();
  });

  it('counts: a copy, whose count is behind, is no proof, nor is the same count again', async () => {
    const scene = given();
    const { device } = await scene.withPasskey();
    expect(await at(scene, device, { counter: 5 })).toBe('verified-passkey');
    expect(await at(scene, device, { counter: 5 })).toBeUndefined();
    expect(await at(scene, device, { counter: 4 })).toBeUndefined();
    expect(await at(scene, device, { counter: 6 })).toBe('verified-passkey');
    expect((await only(scene)).counter).toBe(6);
  });

  it('is no proof once it was removed', async () => {
    const scene = given();
    const { device } = await scene.withPasskey();
    await scene.remove((await only(scene)).id);
    expect(await at(scene, device)).toBeUndefined();
  });
});

describe('passkeys of a person', () => {
  it('have names, which can be changed', async () => {
    const scene = given();
    await scene.withPasskey('Téléphone');
    const { factors } = await scene.rename((await only(scene)).id, 'Ancien téléphone');
    expect(factors.passkeys).toMatchObject([{ name: 'Ancien téléphone' }]);
    await expect(scene.rename(passkeyIdOf('inconnue'), 'Clé')).rejects.toMatchObject({ kind: 'passkey-not-found' });
  });

  it('can be removed, but not the last factor of staff', async () => {
    const scene = given('agent');
    await scene.withPasskey();
    const { id } = await only(scene);
    await expect(scene.remove(id)).rejects.toMatchObject({ kind: 'last-factor' });
    await scene.withPasskey('Autre');
    expect((await scene.remove(id)).factors.passkeys).toMatchObject([{ name: 'Autre' }]);
    await expect(scene.remove(id)).rejects.toMatchObject({ kind: 'passkey-not-found' });
  });
});

describe('the account in a passkey', () => {
  it.each([undefined, '', 'AAAA', 'bW9uIGTDqWZpLCBxdWkgZXN0IHRyb3AgbG9uZw'])('is none in %s', (handle) => {
    expect(accountOfHandle(handle)).toBeUndefined();
  });
});
