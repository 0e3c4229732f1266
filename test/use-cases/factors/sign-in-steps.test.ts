import { describe, expect, it } from 'vitest';
import type { FactorForm } from '../../../schemas/routes/factor-pages.ts';
import type { ShownPage, WayOn } from '../../../schemas/routes/route.ts';
import { codeAt, SITE } from '../../doubles/factor-desk.ts';
import { challengeOn, factorSteps as given, loginsOf as login, textOf, wayOf } from '../../doubles/factor-steps.ts';
import { aSignIn, browserOf } from '../../doubles/sign-ins.ts';

const WRONG = { way: 'totp', code: '000000' } as const;

describe('after the password', () => {
  it('a citizen without a factor is in', async () => {
    const scene = given();
    expect(wayOf((await scene.password()) as WayOn)).toBe(scene.signIn.returnTo);
    expect(login(scene)).toMatchObject([{ acr: 'urn:parvis:acr:1', amr: ['pwd'] }]);
  });

  it('who has a factor is asked for it, whatever their role', async () => {
    const scene = given();
    await scene.withApplication();
    expect(wayOf((await scene.password()) as WayOn)).toBe(`/api/identity/interaction/${scene.signIn.uid}/second-factor`);
    expect(scene.signIns.ended).toEqual([]);
  });

  it.each(['agent', 'editor', 'administrator'] as const)(
    'an %s without a factor must set one up, and gets nothing before',
    async (role) => {
      const scene = given(role);
      expect(wayOf((await scene.password()) as WayOn)).toBe(`/api/identity/interaction/${scene.signIn.uid}/factor`);
      expect(wayOf(await scene.show())).toBe(`/api/identity/interaction/${scene.signIn.uid}/factor`);
      expect(scene.signIns.ended).toEqual([]);
    },
  );
});

describe('the page that asks for a factor', () => {
  it('offers what the person has, and no other', async () => {
    const scene = given();
    await scene.withApplication();
    await scene.password();
    const page = textOf(await scene.show());
    expect(page).toContain('Code de l’application');
    expect(page).toContain('Code de secours');
    expect(page).not.toContain('data-passkey');
    await scene.withPasskey();
    const answer = await scene.show();
    expect(textOf(answer)).toContain('data-passkey="get"');
    expect(answer).toMatchObject({ uses: ['scripts'], formsLeadTo: ['https://parvis.exemple/retour'] });
  });

  it.each([
    ['password', 'Votre mot de passe est juste. Pour'],
    ['proconnect', 'ProConnect vous a reconnu. Pour'],
    ['franceconnect', 'FranceConnect vous a reconnu. Pour'],
  ])('says by what the person was recognised: %s', async (proof, sentence) => {
    const scene = given('agent');
    await scene.withApplication();
    await scene.first(proof);
    expect(textOf(await scene.show())).toContain(sentence);
    expect(textOf(await scene.prove(WRONG))).toContain(sentence);
  });

  it('leads back who has not shown a password, or comes with a link from elsewhere', async () => {
    const scene = given();
    await scene.withApplication();
    expect(wayOf(await scene.show())).toBe(`/api/identity/interaction/${scene.signIn.uid}`);
    expect(wayOf(await scene.prove(WRONG))).toBe(`/api/identity/interaction/${scene.signIn.uid}`);
    await scene.password();
    const elsewhere = { ...scene.context, visitor: browserOf(aSignIn()) };
    await expect(scene.prove(WRONG, elsewhere)).rejects.toMatchObject({ kind: 'sign-in-gone' });
  });

  it('lets nobody on whose account was suspended since the password', async () => {
    const scene = given('citizen', { status: 'suspended' });
    await scene.withApplication();
    await scene.password();
    await expect(scene.show()).rejects.toMatchObject({ kind: 'account-suspended' });
    await expect(scene.prove(WRONG)).rejects.toMatchObject({ kind: 'account-suspended' });
  });
});

describe('a factor that is shown', () => {
  it('ends the sign-in, and the token will say how', async () => {
    const scene = given('agent');
    const { secret } = await scene.withApplication();
    scene.wait(60);
    await scene.password();
    expect(wayOf(await scene.prove({ way: 'totp', code: codeAt(secret, scene.now()) }))).toBe(scene.signIn.returnTo);
    expect(login(scene)).toMatchObject([{ acr: 'urn:parvis:acr:2', amr: ['pwd', 'otp', 'mfa'] }]);
  });

  it('may be a recovery code, or a passkey', async () => {
    const scene = given('agent');
    const { recoveryCodes } = await scene.withApplication();
    const { device } = await scene.withPasskey();
    await scene.password();
    expect(wayOf(await scene.prove({ way: 'recovery-code', recovery: recoveryCodes?.[3] }))).toBe(scene.signIn.returnTo);
    await scene.password();
    const passkey = JSON.stringify(device.get({ challenge: challengeOn(textOf(await scene.show())), origin: SITE, userVerified: false }));
    expect(wayOf(await scene.prove({ way: 'passkey', passkey }))).toBe(scene.signIn.returnTo);
    expect(login(scene).at(-1)).toMatchObject({ acr: 'urn:parvis:acr:2', amr: expect.arrayContaining(['pwd', 'pop', 'mfa']) as string[] });
  });

  it.each<[string, FactorForm, string]>([
    ['a wrong code', WRONG, 'Ce code n’est pas le bon'],
    ['what is no code', { way: 'totp', code: 'bonjour' }, 'Le code a six chiffres.'],
    ['a wrong recovery code', { way: 'recovery-code', recovery: '7K2M-9QXD-R4TA' }, 'Ce code de secours n’est pas l’un des vôtres'],
    ['what is no recovery code', { way: 'recovery-code', recovery: '7K2M' }, 'douze lettres et chiffres'],
    ['a passkey that says nothing', { way: 'passkey', passkey: '{' }, 'n’a pas pu être vérifiée'],
  ])('that is %s brings the page again, which says so', async (_what, form, sentence) => {
    const scene = given();
    await scene.withApplication();
    await scene.password();
    const answer = await scene.prove(form);
    expect([textOf(answer).includes(sentence), (answer as ShownPage).status]).toEqual([true, 400]);
    expect(textOf(answer)).toMatch(/<title>Erreur\s:/);
    expect(scene.signIns.ended).toEqual([]);
  });

  it('wrong is in the history of its owner, who has a mail after the fifth: somebody knows the password', async () => {
    const scene = given();
    await scene.withApplication();
    await scene.password();
    for (let n = 0; n < 5; n++) {
      await scene.prove(WRONG);
      scene.wait(120);
    }
    const failures = scene.factors.told.flatMap(({ happenings }) => happenings).filter(({ kind }) => kind === 'sign-in-failed');
    expect(failures).toHaveLength(5);
    expect(failures[0]).toMatchObject({ by: { type: 'unknown' }, what: 'Mot de passe juste, mais code de l’application refusé' });
    expect(scene.news().filter((news) => news === 'many-wrong-codes')).toHaveLength(1);
  });

  it('wrong again and again must wait, longer each time, and the right one is looked at after', async () => {
    const scene = given();
    const { secret } = await scene.withApplication();
    scene.wait(60);
    await scene.password();
    for (let n = 0; n < 4; n++) await scene.prove(WRONG);
    const right = () => scene.prove({ way: 'totp', code: codeAt(secret, scene.now()) });
    expect(textOf(await right())).toContain('Trop de codes faux');
    const elsewhere = { ...scene.context, visitor: { ...scene.context.visitor, address: '198.51.100.7' } };
    expect(wayOf(await scene.prove({ way: 'totp', code: codeAt(secret, scene.now()) }, elsewhere))).toBe(scene.signIn.returnTo);
    scene.wait(900);
    await scene.password();
    expect(wayOf(await right())).toBe(scene.signIn.returnTo);
  });
});
