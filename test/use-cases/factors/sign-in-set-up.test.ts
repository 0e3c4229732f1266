import { describe, expect, it } from 'vitest';
import { authenticator } from '../../doubles/authenticator.ts';
import { codeAt, SITE } from '../../doubles/factor-desk.ts';
import { challengeOn, codesOn, factorSteps as given, loginsOf as login, secretOn, textOf, wayOf } from '../../doubles/factor-steps.ts';

describe('setting a factor up in the middle of a sign-in', () => {
  it('begins by a choice that makes nothing yet, then shows a secret, then recovery codes, then lets in', async () => {
    const scene = given('editor');
    await scene.password();
    expect(secretOn(textOf(await scene.showSetUp()))).toBe('');
    const secret = secretOn(textOf(await scene.setUp({ way: 'begin-totp' })));
    const again = textOf(await scene.setUp({ way: 'totp', code: '000000' }));
    expect(again).toContain('Vérifiez que l’heure');
    expect(secretOn(again)).toBe(secret);
    const codes = codesOn(textOf(await scene.setUp({ way: 'totp', code: codeAt(secret, scene.now()) })));
    expect(codes).toHaveLength(10);
    expect(scene.signIns.ended).toEqual([]);
    expect(wayOf(await scene.goOn())).toBe(scene.signIn.returnTo);
    expect(login(scene)).toMatchObject([{ acr: 'urn:parvis:acr:2', amr: ['pwd', 'otp', 'mfa'] }]);
  });

  it('takes a passkey just as well', async () => {
    const scene = given('agent');
    await scene.password();
    const device = authenticator();
    const challenge = challengeOn(textOf(await scene.showSetUp()));
    const passkey = JSON.stringify(device.create({ challenge, origin: SITE }));
    expect(codesOn(textOf(await scene.setUp({ way: 'passkey', name: 'Bureau', passkey })))).toHaveLength(10);
    expect(wayOf(await scene.goOn())).toBe(scene.signIn.returnTo);
    expect((await scene.factors.find(scene.accountId)).passkeys).toMatchObject([{ name: 'Bureau' }]);
  });

  it('is not for who has a factor: a stolen password adds none', async () => {
    const scene = given('agent');
    await scene.withApplication();
    await scene.password();
    const ask = `/api/identity/interaction/${scene.signIn.uid}/second-factor`;
    expect(wayOf(await scene.showSetUp())).toBe(ask);
    expect(wayOf(await scene.setUp({ way: 'begin-totp' }))).toBe(ask);
    expect(wayOf(await scene.goOn())).toBe(ask);
    expect(scene.signIns.ended).toEqual([]);
  });
});

describe('a passkey instead of a password', () => {
  const answer = async (scene: ReturnType<typeof given>, over: { userVerified?: boolean; handle?: string } = {}) => {
    const { device } = await scene.withPasskey();
    const { challenge } = await scene.ceremonies.signIn(scene.signIn.uid, []);
    const handle = over.handle ?? Buffer.from(scene.accountId.replaceAll('-', ''), 'hex').toString('base64url');
    return JSON.stringify(device.get({ challenge, origin: SITE, userVerified: over.userVerified ?? true }, handle));
  };

  it('that made sure of its owner lets in, staff too', async () => {
    const scene = given('administrator');
    expect(wayOf(await scene.passkey(await answer(scene)))).toBe(scene.signIn.returnTo);
    expect(login(scene)).toMatchObject([{ acr: 'urn:parvis:acr:2', amr: ['pop', 'user', 'mfa'] }]);
  });

  it.each([
    ['did not make sure of its owner', { userVerified: false }],
    ['names nobody', { handle: '' }],
  ])('that %s does not', async (_what, over) => {
    const scene = given();
    await expect(scene.passkey(await answer(scene, over))).rejects.toMatchObject({ kind: 'passkey-refused' });
    await expect(scene.passkey('{}')).rejects.toMatchObject({ kind: 'passkey-refused' });
  });

  it('does not let in who is suspended', async () => {
    const scene = given('citizen', { status: 'suspended' });
    await expect(scene.passkey(await answer(scene))).rejects.toMatchObject({ kind: 'account-suspended' });
  });
});
